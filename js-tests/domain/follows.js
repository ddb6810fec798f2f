'use strict';

// Whatever was begun in a domain calls back in it, and what it throws goes there.

const domain = require('domain');
const fs = require('fs');
const net = require('net');
const dns = require('dns');
const crypto = require('crypto');

const cases = [
  ['timeout', (cb) => setTimeout(cb, 1)],
  ['immediate', (cb) => setImmediate(cb)],
  ['tick', (cb) => process.nextTick(cb)],
  ['microtask', (cb) => queueMicrotask(() => process.nextTick(cb))],
  ['interval', (cb) => { const i = setInterval(() => { clearInterval(i); cb(); }, 1); }],
  ['stat', (cb) => fs.stat('.', cb)],
  ['lookup', (cb) => dns.lookup('127.0.0.1', cb)],
  ['randomBytes', (cb) => crypto.randomBytes(8, cb)],
  ['then', (cb) => { Promise.resolve().then(cb); }],
  ['rejected', () => { Promise.reject(new Error('rejected')).then(() => {}); }],
  ['resource', (cb) => {
    const outside = new (require('async_hooks').AsyncResource)('OUTSIDE');
    domain.create().run(() => new (require('async_hooks').AsyncResource)('INSIDE').runInAsyncScope(() => {}));
    outside.runInAsyncScope(() => {});
    Promise.reject(new Error('after a scope'));
  }],
  ['catch', () => { Promise.reject(new Error('first')).catch(() => { throw new Error('second'); }).then(); }],
  ['all', (cb) => { Promise.all([1, Promise.resolve(2).then(cb)]).finally(() => {}); }],
  ['reject', () => { new Promise((resolve, reject) => setTimeout(reject, 1, new Error('from a timer'))); }],
  ['await', (cb) => { (async () => { await null; cb(); })(); }],
  ['server', (cb) => {
    const server = net.createServer((socket) => { socket.destroy(); server.close(); cb(); });
    server.listen(0, '127.0.0.1', () => net.connect(server.address().port, '127.0.0.1').on('error', () => {}));
  }],
  ['client', (cb) => {
    const server = net.createServer((socket) => socket.end('x'));
    server.listen(0, '127.0.0.1', () => {
      net.connect(server.address().port, '127.0.0.1').once('data', () => { server.close(); cb(); });
    });
  }],
  ['refused', () => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => net.connect(port, '127.0.0.1'));
    });
  }],
];

function next() {
  if (cases.length === 0) return;
  const [name, start] = cases.shift();
  const d = domain.create();
  d.on('error', (error) => {
    console.log(name, error.code || error.message, error.domainThrown, error.domain === d, !!error.domainEmitter);
    setImmediate(next);
  });
  d.run(() => start(() => {
    if (process.domain !== d) console.log(name, 'is outside');
    throw new Error(`thrown in ${name}`);
  }));
  if (process.domain !== null && process.domain !== undefined) console.log(name, 'left its domain behind');
}
next();
