'use strict';
// A flush brings out all that was written before, of each kind, and calls back.
const zlib = require('zlib');

const { Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH } = zlib.constants;

function session(Pack, Unpack, kind, done) {
  const pack = new zlib[Pack]();
  const unpack = new zlib[Unpack]();
  pack.on('data', (chunk) => unpack.write(chunk));
  pack.on('end', () => unpack.end());
  let text = '';
  unpack.on('data', (chunk) => text += chunk);
  unpack.on('end', () => {
    console.log(Pack, kind, 'all', text);
    done();
  });
  const words = ['alpha ', 'beta ', 'gamma '];
  (function send() {
    const word = words.shift();
    if (word === undefined) {
      pack.end(() => console.log(Pack, 'finished'));
      return;
    }
    pack.write(word);
    const sent = () => {
      unpack.write(Buffer.alloc(0), () => {
        console.log(Pack, kind, text);
        send();
      });
    };
    if (kind === undefined) pack.flush(sent);
    else pack.flush(kind, sent);
  })();
}

const sessions = [
  ['Gzip', 'Gunzip', undefined], ['Deflate', 'Inflate', Z_PARTIAL_FLUSH], ['Deflate', 'Inflate', Z_SYNC_FLUSH],
  ['DeflateRaw', 'InflateRaw', Z_FULL_FLUSH], ['BrotliCompress', 'BrotliDecompress', undefined],
];
(function next() {
  const session1 = sessions.shift();
  if (session1) session(...session1, next);
  else finished();
})();

function finished() {
  const ended = zlib.createGzip();
  ended.resume();
  ended.end('x');
  ended.flush(() => console.log('flush of an ended stream'));
  ended.on('end', () => setImmediate(() => ended.flush(() => console.log('flush of a finished stream'))));
}
console.log(zlib.deflateRawSync('x'.repeat(50), { finishFlush: Z_SYNC_FLUSH }).slice(-4));
