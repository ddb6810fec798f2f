'use strict';

// With autoClose off an error leaves the stream and its descriptor alone; the
// options may be inherited.

const fs = require('fs');

for (const options of [{ fd: 13337, autoClose: false }, { __proto__: { fd: 13337, autoClose: false } }, { fd: 13337 }]) {
  const stream = fs.createReadStream(null, options);
  stream.on('data', () => {});
  stream.on('error', (err) => console.log(err.code));
  process.on('exit', () => console.log(stream.closed, stream.destroyed, stream.fd));
}
