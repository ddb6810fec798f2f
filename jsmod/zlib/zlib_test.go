package zlib_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestForgottenStreamsLeaveNothing: streams that nobody closes, with work done and
// in the middle of it, keep no goroutine.
func TestForgottenStreamsLeaveNothing(t *testing.T) {
	out := jstest.Run(t, `
const zlib = require('zlib');
for (const name of ['Deflate', 'Gunzip', 'BrotliCompress', 'BrotliDecompress']) zlib['create' + name]();
zlib.createBrotliDecompress().on('data', () => {}).write(zlib.brotliCompressSync('half of it').subarray(0, 6));
zlib.createGzip().on('data', () => {}).write('something');
const closed = zlib.createBrotliCompress();
closed.write(Buffer.alloc(100000, 'abc'));
closed.close(() => console.log('closed'));
const destroyed = zlib.createBrotliDecompress();
destroyed.on('error', () => {}).on('close', () => console.log('destroyed'));
destroyed.once('data', () => destroyed.destroy(new Error('enough')));
destroyed.end(zlib.brotliCompressSync(Buffer.alloc(1000000)));`)
	for _, want := range []string{"closed", "destroyed"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %q", want, out)
		}
	}
}

// TestCloseEndsWork: the end of the runtime ends long work of each kind, off the
// loop and on it.
func TestCloseEndsWork(t *testing.T) {
	const big = `const big = Buffer.alloc(96 << 20); for (let i = 0; i < big.length; i += 4093) big[i] = i;`
	for name, source := range map[string]string{
		"later":   `zlib.gzip(big, { level: 9, chunkSize: 64 << 20 }, () => console.log('done'));`,
		"brotli":  `zlib.brotliCompress(big, { chunkSize: 64 << 20 }, () => console.log('done'));`,
		"sync":    `process.nextTick(() => { zlib.gzipSync(big, { level: 9, chunkSize: 64 << 20 }); console.log('done'); });`,
		"waiting": `for (let i = 0; i < 10; i++) zlib.deflate(big, { level: 9 }, () => console.log('done'));`,
	} {
		t.Run(name, func(t *testing.T) {
			var out jstest.Buffer
			rt, err := jsmod.New(jsmod.Options{Permissions: jsmod.Everything(strings.NewReader(""), &out, &out)})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			ended := make(chan error, 1)
			go func() {
				ended <- rt.Run(ctx, jsmod.Source("script.js", "const zlib = require('zlib'); "+big+source+"\nconsole.log('begun');"))
			}()
			for until := time.Now().Add(jstest.Timeout); !strings.Contains(out.String(), "begun"); {
				if time.Now().After(until) {
					t.Fatalf("does not begin: %q", out.String())
				}
				time.Sleep(time.Millisecond)
			}
			cancel()
			begun := time.Now()
			<-ended
			if err := rt.Close(); err != nil {
				t.Error(err)
			}
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("ends after %v", took)
			}
			if strings.Contains(out.String(), "done") {
				t.Error("the work was done before it could be ended")
			}
		})
	}
}

// TestMisuse: what a script does to the handles throws and harms nobody.
func TestMisuse(t *testing.T) {
	out := jstest.Run(t, `
const zlib = require('zlib');
const attempt = (what, fn) => { try { fn(); console.log(what, 'passes'); } catch (e) { console.log(what, e.code || e.name); } };
const of = () => zlib.createDeflate();
const buf = Buffer.alloc(10), room = Buffer.alloc(99);
attempt('beyond', () => of()._handle.writeSync(0, buf, 5, 6, buf, 0, 10));
attempt('negative', () => of()._handle.writeSync(0, buf, -1, 2, buf, 0, 10));
attempt('no room', () => of()._handle.writeSync(0, buf, 0, 2, buf, 9, 2));
attempt('huge', () => of()._handle.writeSync(0, buf, 2 ** 53, 2 ** 53, buf, 0, 1));
attempt('flush', () => of()._handle.writeSync(77, buf, 0, 1, buf, 0, 1));
attempt('nothing', () => of()._handle.writeSync());
attempt('this', () => of()._handle.writeSync.call({}, 0, buf, 0, 1, buf, 0, 1));
attempt('after close', () => { const s = of(), h = s._handle; s.close(); h.writeSync(0, buf, 0, 1, buf, 0, 1); });
attempt('twice', () => { const h = of()._handle; h.cb = () => {}; h.write(0, buf, 0, 1, room, 0, 99); h.write(0, buf, 0, 1, room, 0, 99); });
attempt('reset at work', () => { const h = of()._handle; h.cb = () => {}; h.write(0, buf, 0, 1, room, 0, 99); h.reset(); });
attempt('level', () => of()._handle.params(1e300, 0));
attempt('strategy', () => of()._handle.params(1, -5));
attempt('state', () => { const s = of(); s._writeState.buffer.constructor; s._writeState = null; s._handle.writeSync(0, buf, 0, 1, buf, 0, 1); });
attempt('onerror', () => { const s = zlib.createInflate(); s._handle.onerror = () => { throw new SyntaxError('mine'); };
  s._handle.writeSync(0, buf, 0, 10, Buffer.alloc(5), 0, 5); });
const moved = of();
moved.on('error', () => {}).on('data', () => {});
const input = Buffer.alloc(100000, 'abc');
moved.write(input, () => console.log('written'));
input.fill(0);`)
	want := `beyond ERR_INTERNAL_ASSERTION
negative ERR_INTERNAL_ASSERTION
no room ERR_INTERNAL_ASSERTION
huge ERR_INTERNAL_ASSERTION
flush ERR_INTERNAL_ASSERTION
nothing passes
this TypeError
after close ERR_INTERNAL_ASSERTION
twice ERR_INTERNAL_ASSERTION
reset at work passes
level ERR_INTERNAL_ASSERTION
strategy ERR_INTERNAL_ASSERTION
state passes
onerror SyntaxError
written
`
	if out != want {
		t.Errorf("got:\n%s", out)
	}
}
