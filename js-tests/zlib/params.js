'use strict';
// params changes level and strategy in the middle of a stream; reset begins anew.
const zlib = require('zlib');

const stream = zlib.createDeflate({ level: 9 });
const out = [];
stream.on('data', (chunk) => out.push(chunk));
stream.on('end', () => {
  const text = zlib.inflateSync(Buffer.concat(out)).toString();
  console.log(text.length, text.indexOf('b'), stream._level, stream._strategy);
});
stream.write('a'.repeat(20000), () => {
  stream.params(0, zlib.constants.Z_HUFFMAN_ONLY, (err) => {
    console.log('changed', err, stream._level, stream._strategy);
    stream.params(0, zlib.constants.Z_HUFFMAN_ONLY, (same) => {
      console.log('the same', same);
      stream.end('b'.repeat(20000));
    });
  });
});
for (const values of [[10, 0], [-2, 0], [1, 5], ['x', 0], [1, 'x']]) {
  try {
    stream.params(...values, () => {});
  } catch (err) {
    console.log(err.code, err.message);
  }
}

stream.on('close', resets);

function resets() {
  const again = zlib.createDeflateRaw();
  again.once('data', (first) => {
    again.reset();
    again.once('data', (second) => {
      console.log('reset', first.equals(second));
      again.close();
      try {
        again.reset();
      } catch (err) {
        console.log(err.code, err.message.split('\n')[0]);
      }
    });
    again.write('hello hello hello');
    again.flush();
  });
  again.write('hello hello hello');
  again.flush();
}
