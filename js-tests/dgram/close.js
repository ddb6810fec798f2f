'use strict';

// Ends: close before bind is done, by a signal, in a listener; sockets that do not
// keep the script alive.

const dgram = require('dgram');

const early = dgram.createSocket('udp4');
early.on('listening', () => console.log('early never listens'));
early.on('close', () => console.log('early closed'));
early.bind(0);
early.close();

const queued = dgram.createSocket('udp4');
queued.on('listening', () => console.log('queued listening'));
queued.on('close', () => console.log('queued closed'));
queued.send('x', 1000, '127.0.0.1', (error, size) => console.log('sent', error, size));
console.log(queued.close(() => console.log('callback')) === queued);

const controller = new AbortController();
const aborted = dgram.createSocket({ type: 'udp4', signal: controller.signal });
aborted.on('close', () => console.log('aborted closed'));
aborted.bind(0, () => {
  controller.abort();
  console.log('aborted');
});
const late = dgram.createSocket({ type: 'udp4', signal: AbortSignal.abort() });
late.on('close', () => console.log('late closed'));

const inside = dgram.createSocket('udp4');
inside.bind(0, '127.0.0.1', () => {
  const other = dgram.createSocket('udp4');
  for (let i = 0; i < 5; i++) other.send(`${i}`, inside.address().port, '127.0.0.1');
  other.send('last', inside.address().port, '127.0.0.1', () => other.close());
});
inside.on('message', (data) => {
  console.log('message', `${data}`);
  inside.close();
});
inside.on('close', () => console.log('inside closed'));

const idle = dgram.createSocket('udp4').unref();
idle.bind(0);
idle.on('close', () => console.log('idle is never closed'));
process.on('exit', () => console.log('exit'));
