package buffer_test

import (
	"strconv"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A request for memory that is not to be had is an error of the script's, and
// not the end of the host.
func TestGiants(t *testing.T) {
	got := jstest.Lines(t, `
		for (const make of [
			() => Buffer.alloc(3e9),
			() => Buffer.allocUnsafe(4e9),
			() => Buffer.alloc(5e9),
			() => Buffer.concat([Buffer.alloc(1)], 4e9),
			() => Buffer.from({ length: 4e9 }),
			() => Buffer.from({ length: 1e300 }),
			() => new Buffer(Infinity),
		]) {
			try {
				make();
				console.log('made');
			} catch (e) {
				console.log(e.name);
			}
		}`)
	for i, line := range got {
		if line != "RangeError" {
			t.Errorf("request %d: %s", i, line)
		}
	}
	if len(got) != 7 {
		t.Errorf("%d answers", len(got))
	}
}

// Every method has to survive a Buffer whose memory was given away: goja's own
// export of it panics.
func TestDetached(t *testing.T) {
	out := jstest.Run(t, `
		const gone = Buffer.alloc(16);
		structuredClone(0, { transfer: [gone.buffer] });
		const other = Buffer.alloc(16);
		let calls = 0;
		for (const name of Object.getOwnPropertyNames(Buffer.prototype)) {
			if (typeof other[name] !== 'function') continue;
			for (const args of [[], [0], [gone], [0, 0, 2], ['a', 0, 4], [other], [gone, 0, 4, 0, 4]]) {
				for (const target of [gone, other]) {
					try {
						target[name](...args);
					} catch (e) {
						if (!(e instanceof Error)) throw e;
					}
					calls++;
				}
			}
		}
		for (const fn of [Buffer.from, Buffer.byteLength, Buffer.isBuffer, (b) => Buffer.concat([b]),
		                  (b) => Buffer.compare(b, b), (b) => new TextDecoder().decode(b),
		                  (b) => new (require('string_decoder').StringDecoder)().write(b), structuredClone]) {
			try {
				fn(gone);
			} catch (e) {
				if (!(e instanceof Error)) throw e;
			}
			calls++;
		}
		console.log(calls > 1000, gone.length, JSON.stringify(gone.toString()));`)
	if strings.TrimSpace(out) != `true 0 ""` {
		t.Errorf("got %s", out)
	}
}

// What natives of other modules make is a Buffer as any other.
func TestSubclassing(t *testing.T) {
	got := jstest.Lines(t, `
		const b = Buffer.from('abc');
		console.log(b.constructor === Buffer, b.map((x) => x) instanceof Buffer, Buffer.from([1]).slice(0) instanceof Buffer);
		console.log(Object.keys(b).length, 'length' in b, b.hasOwnProperty('length'));`)
	if got[0] != "true true true" || got[1] != "3 true false" {
		t.Errorf("got %q", got)
	}
}

// What methods of Buffer are lent to need not have the properties of a view.
func TestLentSubarray(t *testing.T) {
	got := jstest.Lines(t, `
		for (const name of ['subarray', 'slice']) {
			try {
				Buffer.prototype[name].call(new ArrayBuffer(3), 1);
				console.log('made');
			} catch (e) {
				console.log(e.code);
			}
		}`)
	if strings.Join(got, " ") != "ERR_INVALID_ARG_TYPE ERR_INVALID_ARG_TYPE" {
		t.Errorf("%q", got)
	}
}

func BenchmarkText(b *testing.B) {
	for name, script := range map[string]string{
		"fromString": `Buffer.from('some text of ordinary length')`,
		"toString":   `buf.toString()`,
		"slice":      `buf.slice(3, 9)`,
		"readUInt32": `buf.readUInt32BE(4)`,
		"isBuffer":   `Buffer.isBuffer(buf)`,
		"concat":     `Buffer.concat([buf, buf])`,
		"indexOf":    `buf.indexOf('length')`,
		"byteLength": `Buffer.byteLength('some text of ordinary length')`,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			src := "const buf = Buffer.from('some text of ordinary length'); for (let i = 0; i < N; i++) { " + script + "; }"
			jstest.Run(b, strings.Replace(src, "N", strconv.Itoa(b.N), 1))
		})
	}
}
