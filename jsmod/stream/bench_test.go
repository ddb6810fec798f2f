package stream_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"tlsjs/jsmod"
	"tlsjs/jsmod/internal/jstest"
	"tlsjs/jsmod/module"
)

// benchScript is an embedded module, so that it may use what sockets use.
const benchScript = `
const { Duplex, PassThrough, Readable, Writable } = require('stream');
const { pushBuffer } = require('internal/stream/fast');
const { Buffer } = require('buffer');
const { nextTick } = require('internal/task_queue');
const chunk = Buffer.alloc(64);

// A socket as far as streams see it: it reads on by itself, and what is written
// is gone at once.
function socket() {
  const s = new Duplex({
    decodeStrings: false,
    read() {},
    write(data, encoding, cb) { cb(); },
  });
  s._readableState.keepsReading = true;
  return s;
}

// Chunks come in batches, as the loop delivers them.
function batches(n, one) {
  let left = n;
  const run = () => {
    for (let i = 0; i < 64 && left > 0; i++, left--) one();
    if (left > 0) nextTick(run);
  };
  nextTick(() => nextTick(run));
}

exports.echo = (n) => {
  const s = socket();
  s.on('data', (d) => { s.write(d); });
  batches(n, () => pushBuffer(s, chunk));
};
exports.push = (n) => {
  const s = socket();
  s.on('data', () => {});
  batches(n, () => s.push(chunk));
};
exports.write = (n) => {
  const s = socket();
  batches(n, () => s.write(chunk));
};
exports.plainWrite = (n) => {
  const w = new Writable({ write(data, encoding, cb) { cb(); } });
  batches(n, () => w.write(chunk));
};
exports.pipe = (n) => {
  const r = new Readable({ read() { if (n-- > 0) this.push(chunk); else this.push(null); } });
  r.pipe(new PassThrough()).pipe(new Writable({ write(data, encoding, cb) { cb(); } }));
};
exports.make = (n) => {
  for (let i = 0; i < n; i++) new Duplex();
};
`

func BenchmarkStream(b *testing.B) {
	bench := module.Module{
		Name:    "bench",
		Scripts: fstest.MapFS{"bench.js": {Data: []byte(benchScript)}},
		Entries: map[string]string{"bench": "bench.js"},
	}
	for _, name := range []string{"echo", "push", "write", "plainWrite", "pipe", "make"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			opt := jsmod.Options{Modules: []module.Module{bench}}
			r := jstest.Exec(b, opt, fmt.Sprintf("require('bench').%s(%d)", name, b.N))
			if r.Err != nil {
				b.Fatal(r.Err, r.Stderr)
			}
		})
	}
}
