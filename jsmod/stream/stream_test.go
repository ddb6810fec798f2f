package stream_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// embedded numbers the modules of runEmbedded: scripts are compiled once a
// process, by name.
var embedded atomic.Int64

// runEmbedded runs body as an embedded script, which may require internals.
func runEmbedded(t *testing.T, body string) string {
	t.Helper()
	name := fmt.Sprintf("inner%d", embedded.Add(1))
	inner := module.Module{
		Name:    name,
		Scripts: fstest.MapFS{"inner.js": {Data: []byte(body)}},
		Entries: map[string]string{name: "inner.js"},
	}
	r := jstest.Exec(t, jsmod.Options{Modules: []module.Module{inner}}, "require('"+name+"')")
	if r.Err != nil {
		t.Fatalf("%v\n%s", r.Err, r.Stderr)
	}
	return r.Stdout
}

// pushBuffer must be push in all but its checks: with an encoding, after the
// end, in paused mode, destroyed.
func TestPushBuffer(t *testing.T) {
	const script = `
		const { Readable } = require('stream');
		const { Buffer } = require('buffer');
		const fast = require('internal/stream/fast').pushBuffer;
		const log = (...args) => console.log(...args);
		const push = %s;
		const make = (o) => new Readable(Object.assign({ read() {}, highWaterMark: 4 }, o));
		const watch = (name, r) => r.on('data', (d) => log(name, typeof d, String(d)))
			.on('error', (e) => log(name, e.code)).on('end', () => log(name, 'end'));
		const paused = make();
		log(push(paused, Buffer.from('abc')), push(paused, Buffer.from('de')), paused.readableLength);
		watch('paused', paused);
		const flowing = watch('flowing', make());
		setImmediate(() => {
			log(push(flowing, Buffer.from('now')), flowing.readableLength);
			flowing.pause();
			log(push(flowing, Buffer.from('more')), flowing.readableLength);
			flowing.resume();
			flowing.push(null);
			log(push(flowing, Buffer.from('late')));
		});
		const text = watch('text', make({ encoding: 'utf8' }));
		push(text, Buffer.from([0xe2, 0x82]));
		push(text, Buffer.from([0xac]));
		const dead = watch('dead', make());
		dead.destroy();
		log(push(dead, Buffer.from('x')));
	`
	slow := runEmbedded(t, fmt.Sprintf(script, "(r, b) => r.push(b)"))
	fast := runEmbedded(t, fmt.Sprintf(script, "fast"))
	if slow != fast || slow == "" {
		t.Errorf("push:\n%s\npushBuffer:\n%s", slow, fast)
	}
}

// keepsReading leaves out _read after a chunk that was delivered at once.
func TestKeepsReading(t *testing.T) {
	got := runEmbedded(t, `
		const { Readable } = require('stream');
		const { Buffer } = require('buffer');
		let reads = 0;
		const r = new Readable({ read() { reads++; } });
		r._readableState.keepsReading = true;
		let seen = 0;
		r.on('data', () => { seen++; });
		setImmediate(() => {
			const before = reads;
			for (let i = 0; i < 5; i++) r.push(Buffer.from('x'));
			setImmediate(() => {
				console.log(seen, reads - before);
				r.pause();
				r.push(Buffer.from('y'));
				r.resume();
				setImmediate(() => console.log(seen, reads > before));
			});
		});`)
	if got != "5 0\n6 true\n" {
		t.Errorf("got %q", got)
	}
}

// A chunk's length is asked natively: it must hold for every kind of view.
func TestChunkLengths(t *testing.T) {
	got := jstest.Run(t, `
		const { Writable, Readable } = require('stream');
		class Mine extends Uint8Array {}
		const memory = new ArrayBuffer(16);
		const chunks = [Buffer.alloc(3), Buffer.from(memory, 4, 5), new Uint8Array(memory, 2, 6), new Uint16Array(3),
			new DataView(memory, 1, 7), new Mine(4), Buffer.alloc(0), 'text', '\u20ac'];
		for (const chunk of chunks) {
			const w = new Writable({ write(c, e, cb) { console.log(Buffer.isBuffer(c), c.length, e); } });
			w.write(chunk);
			const r = new Readable({ read() {} });
			r.push(chunk);
			console.log(w.writableLength, r.readableLength);
		}
		for (const bad of [undefined, 5, {}, [], new ArrayBuffer(2), { length: 3 }, Object.create(Buffer.prototype)]) {
			try { console.log(new Writable({ write() {} }).write(bad)); } catch (e) { console.log(e.code || e.name); }
		}`)
	want := `true 3 buffer
3 3
true 5 buffer
5 5
true 6 buffer
6 6
true 6 buffer
6 6
true 7 buffer
7 7
true 4 buffer
4 4
true 0 buffer
0 0
true 4 buffer
4 4
true 3 buffer
3 3
ERR_INVALID_ARG_TYPE
ERR_INVALID_ARG_TYPE
ERR_INVALID_ARG_TYPE
ERR_INVALID_ARG_TYPE
ERR_INVALID_ARG_TYPE
ERR_INVALID_ARG_TYPE
TypeError
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}
