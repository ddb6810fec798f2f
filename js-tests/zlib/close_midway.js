'use strict';
// close and destroy, before, in the middle of and after the work; reset.
const zlib = require('zlib');

const data = require('crypto').randomBytes(300000);
const cases = {
  'close unused': (s) => s.close(() => console.log('closed', s._handle)),
  'close in the middle': (s) => {
    s.write(data, (err) => console.log('write', err && err.code));
    s.close(() => console.log('closed'));
  },
  'close in data': (s) => {
    s.on('data', () => s.close());
    s.write(data);
  },
  'destroy with an error': (s) => {
    s.on('error', (err) => console.log('error', err.message));
    s.write(data);
    s.destroy(new Error('mine'));
  },
  'write after close': (s) => {
    s.on('error', (err) => console.log('error', err.code));
    s.close();
    s.write('abc', (err) => console.log('write', err.code));
  },
  'flush after close': (s) => {
    s.on('error', (err) => console.log('error', err.code));
    s.close();
    s.flush((err) => console.log('flush', err.code));
  },
  'twice': (s) => {
    s.close();
    s.close(() => console.log('closed twice'));
  },
  'reset after close': (s) => {
    s.close();
    try {
      s.reset();
    } catch (err) {
      console.log(err.code, err.message.split('\n')[0]);
    }
  },
  'reset': (s) => {
    const out = [];
    s.write('lost');
    s.reset();
    s.on('data', (chunk) => out.push(chunk)).on('end', () => console.log('ended', out.length > 0));
    s.end('kept');
  },
  'end in the middle': (s) => {
    s.resume();
    s.end(data, () => console.log('ended'));
  },
};
(async () => {
  for (const [name, run] of Object.entries(cases)) {
    await new Promise((resolve) => {
      const s = zlib.createGzip();
      s.on('close', () => {
        console.log(name, 'close', s.destroyed, s._closed);
        setImmediate(resolve);
      });
      run(s);
    });
  }
})();
