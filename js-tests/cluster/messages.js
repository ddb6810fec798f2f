'use strict';

// Messages are JSON, both ways, in order; what cannot be sent throws.

const cluster = require('cluster');

if (cluster.isPrimary) {
  const worker = cluster.fork();
  let heard = 0;
  cluster.on('message', (from, message, handle) => {
    console.log(from === worker, JSON.stringify(message), handle);
    if (++heard === 7) worker.disconnect();
  });
  for (const message of [
    { date: new Date(0), gone: undefined, bytes: Buffer.from('hi'), nan: NaN, nested: [{ a: null }] },
    'text', 5, true, null, [1, , 3],
  ]) {
    console.log(worker.send(message));
  }
  worker.send({ cmd: 'NODE_private' });
  worker.send('last', (err) => console.log('sent', err));
  for (const message of [undefined, () => {}, Symbol('s'), 1n, { big: 1n }]) {
    try {
      worker.send(message);
    } catch (err) {
      console.log(err.name, err.code, err.message);
    }
  }
  try {
    worker.send('x', {});
  } catch (err) {
    console.log(err.code);
  }
  try {
    worker.send('x', undefined, 5);
  } catch (err) {
    console.log(err.code);
  }
  worker.on('exit', () => {
    console.log(worker.send('late', (err) => console.log('callback', err.code, err.message)));
    worker.on('error', (err) => console.log('error', err.code));
    worker.send('later');
  });
} else {
  cluster.worker.on('message', (message) => {
    if (message !== 'last') process.send(message);
    else cluster.worker.send('done');
  });
}
