'use strict';

// What enterWith leaves behind: nothing in other callbacks, and the new value in
// what the same timer or handle calls later.

const fs = require('fs');
const net = require('net');
const { see, storage, within } = require('./common');

process.nextTick(() => {
  storage.enterWith('tick');
  see('tick');
});
process.nextTick(() => see('next tick'));
setImmediate(() => {
  storage.enterWith('immediate');
  see('immediate');
});
setImmediate(() => see('next immediate'));
setTimeout(() => storage.enterWith('timeout'), 5);
setTimeout(() => see('next timeout'), 20);
queueMicrotask(() => storage.enterWith('microtask'));
queueMicrotask(() => see('next microtask'));
fs.stat('.', () => {
  storage.enterWith('stat');
  process.nextTick(see, 'tick of stat');
  setTimeout(see, 30, 'timeout of stat');
});
setTimeout(() => fs.stat('.', () => see('next stat')), 40);

let turns = 0;
const interval = setInterval(() => {
  see('interval');
  storage.enterWith(`turn ${++turns}`);
  if (turns === 3) clearInterval(interval);
}, 5);

const named = within('interval', () => setInterval(() => {
  see('named interval');
  storage.enterWith('changed');
  if (turns === 3) clearInterval(named);
}, 5));

(async () => {
  storage.enterWith('async');
  await null;
  see('after await');
  storage.enterWith('more');
  await new Promise((resolve) => setTimeout(resolve, 5));
  see('after a timer');
})();
see('after async');
storage.enterWith(undefined);

const server = net.createServer((c) => {
  see('connection');
  storage.enterWith('connection');
  let messages = 0;
  c.on('data', (d) => {
    see('data');
    storage.enterWith(`message ${++messages}`);
    c.write(d);
  });
  c.on('end', () => see('end'));
  c.on('close', () => see('close'));
});
within('server', () => server.listen(0, () => {
  const port = server.address().port;
  const first = net.connect(port, () => first.write('1'));
  let echoes = 0;
  first.on('data', () => {
    if (++echoes < 3) first.write('1');
    else first.end();
  });
  first.on('close', () => net.connect(port).end().resume().on('close', () => server.close()));
}));
