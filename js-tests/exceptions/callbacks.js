'use strict';

// An exception in any kind of callback reaches 'uncaughtException', and what
// waits behind it still runs.

const fs = require('fs');
const net = require('net');
const { EventEmitter } = require('events');
const { Readable } = require('stream');

const order = [];
process.on('uncaughtException', (error, origin) => order.push(`${error.message} (${origin})`));

const steps = [
  ['tick', (next) => { process.nextTick(() => { process.nextTick(next); throw new Error('tick'); }); }],
  ['microtask', (next) => { queueMicrotask(() => { queueMicrotask(next); throw new Error('microtask'); }); }],
  ['promise', (next) => {
    Promise.resolve().then(() => { throw new Error('promise'); });
    setTimeout(next, 5);
  }],
  ['async function', (next) => {
    (async () => { await null; throw new Error('async function'); })();
    setTimeout(next, 5);
  }],
  ['timeout', (next) => {
    setTimeout(() => { throw new Error('timeout'); }, 1);
    setTimeout(next, 1);
  }],
  ['interval', (next) => {
    let n = 0;
    const timer = setInterval(() => {
      if (++n === 2) {
        clearInterval(timer);
        next();
      }
      throw new Error(`interval ${n}`);
    }, 1);
  }],
  ['immediate', (next) => {
    setImmediate(() => { throw new Error('immediate'); });
    setImmediate(next);
  }],
  ['emitter', (next) => {
    const e = new EventEmitter();
    e.on('x', () => { throw new Error('emitter'); });
    e.on('x', () => order.push('never'));
    setImmediate(() => { setImmediate(next); e.emit('x'); });
  }],
  ['error event', (next) => {
    setImmediate(() => { setImmediate(next); new EventEmitter().emit('error', new Error('error event')); });
  }],
  ['fs', (next) => {
    fs.stat(__filename, () => { setImmediate(next); throw new Error('fs'); });
  }],
  ['stream', (next) => {
    const r = Readable.from(['a']);
    r.once('data', () => { setImmediate(next); throw new Error('stream'); });
  }],
  ['net', (next) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.on('close', () => server.close(next));
      socket.once('data', () => {
        socket.destroy();
        throw new Error('net data');
      });
    });
    server.listen(0, () => {
      const client = net.connect(server.address().port, () => {
        client.write('x');
        throw new Error('net connect');
      });
      client.on('error', () => {});
      client.resume();
    });
  }],
];

function run(i) {
  if (i === steps.length) {
    console.log(order.join('\n'));
    return;
  }
  order.push(`- ${steps[i][0]}`);
  steps[i][1](() => setImmediate(run, i + 1));
}
run(0);
