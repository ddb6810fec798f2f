'use strict';
// close and destroy, before, during and after work.
const zlib = require('zlib');

const data = Buffer.alloc(500000, 'some data to be packed');
const steps = [];

// watch begins the next step a while after the stream is closed.
function watch(name, stream) {
  stream.on('close', () => setTimeout(() => steps.length > 0 && steps.shift()(), 30));
  for (const event of ['end', 'finish', 'close', 'error']) {
    stream.on(event, (arg) => console.log(name, event, arg ? arg.message : ''));
  }
  return stream;
}

steps.push(() => {
  const idle = watch('idle', zlib.createGzip());
  idle.close(() => console.log('idle closed', idle._closed, idle._handle, idle.destroyed));
  idle.close();
});

steps.push(() => {
  const busy = watch('busy', zlib.createGzip({ level: 9 }));
  busy.resume();
  busy.write(data, (err) => console.log('busy written', err ? err.code : err));
  busy.close((err) => console.log('busy closed', err && err.code));
});

steps.push(() => {
  const broken = watch('broken', zlib.createGunzip());
  broken.write(zlib.gzipSync(data).slice(0, 500));
  broken.destroy(new Error('enough'));
});

steps.push(() => {
  const inside = watch('inside', zlib.createInflate());
  inside.once('data', (chunk) => {
    console.log('inside data', chunk.length);
    inside.close();
  });
  inside.end(zlib.deflateSync(data));
});

steps.push(() => {
  const whole = watch('whole', zlib.createDeflate());
  whole.resume();
  whole.end('abc');
  whole.on('end', () => whole.close(() => console.log('whole closed')));
});

steps.push(() => {
  const late = watch('late', zlib.createGzip());
  late.close();
  late.write('x', (err) => console.log('late', err.code));
  late.flush((err) => console.log('late flush', err && err.code));
});
steps.shift()();
