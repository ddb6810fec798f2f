'use strict';
// Members of gzip behind each other, padding and garbage behind them.
const zlib = require('zlib');

const abc = zlib.gzipSync('abc');
const def = zlib.gzipSync('def');
const cases = {
  two: [abc, def],
  zeros: [abc, Buffer.alloc(10)],
  'zeros and a member': [abc, Buffer.alloc(1), def],
  garbage: [abc, Buffer.alloc(10, 'x')],
  'a mark alone': [abc, Buffer.from([0x1f, 0x8b, 0xff, 0xff])],
  'half a member': [abc, def.slice(0, 8)],
};

const todo = [];
for (const name of ['gunzip', 'unzip']) {
  for (const [what, parts] of Object.entries(cases)) {
    for (const way of ['whole', 'parts', 'bytes']) todo.push([name, what, parts, way]);
  }
}

(function next() {
  if (todo.length === 0) {
    others();
    return;
  }
  const [name, what, parts, way] = todo.shift();
  const all = Buffer.concat(parts);
  if (way === 'whole') {
    try {
      console.log(name, what, zlib[`${name}Sync`](all).toString());
    } catch (err) {
      console.log(name, what, err.code, err.message);
    }
  }
  const stream = name === 'gunzip' ? zlib.createGunzip() : zlib.createUnzip();
  let text = '';
  stream.on('data', (chunk) => text += chunk);
  stream.on('error', (err) => console.log(name, what, way, 'error', err.code, err.message));
  stream.on('end', () => console.log(name, what, way, 'end', text));
  stream.on('close', () => {
    console.log(name, what, way, 'close', stream.bytesWritten);
    next();
  });
  const pieces = { whole: [all], parts, bytes: Array.from(all, (b) => Buffer.from([b])) }[way];
  for (const piece of pieces) stream.write(piece);
  stream.end();
})();

// others have no members: what follows is not looked at.
function others() {
  const list = [['deflateSync', 'Inflate'], ['deflateRawSync', 'InflateRaw'], ['brotliCompressSync', 'BrotliDecompress']];
  (function another() {
    if (list.length === 0) return;
    const [pack, Unpack] = list.shift();
    const packed = zlib[pack]('some text '.repeat(20));
    const long = Buffer.concat([packed, Buffer.from('garbage')]);
    console.log(Unpack, zlib[`${Unpack[0].toLowerCase()}${Unpack.slice(1)}Sync`](long).length);
    const stream = new zlib[Unpack]();
    stream.resume();
    stream.on('close', () => {
      console.log(Unpack, stream.bytesWritten === packed.length);
      another();
    });
    stream.end(long);
  })();
}
