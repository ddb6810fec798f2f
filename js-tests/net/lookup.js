'use strict';
// The lookup option, its event, and what it may answer.
const net = require('net');

const server = net.createServer((c) => c.end()).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const runs = [
    { lookup(host, opts, cb) { setImmediate(cb, null, [{ address: '127.0.0.1', family: 4 }]); } },
    { autoSelectFamily: false, lookup(host, opts, cb) { cb(null, '127.0.0.1', 4); } },
    { family: 4, lookup(host, opts, cb) { console.log(host, opts.family, opts.all); cb(null, '127.0.0.1', 4); } },
    { autoSelectFamily: false, lookup(host, opts, cb) { cb(null, 'nonsense', 4); } },
    { autoSelectFamily: false, lookup(host, opts, cb) { cb(null, '127.0.0.1', 5); } },
    { lookup(host, opts, cb) { cb(Object.assign(new Error('no'), { code: 'ENOTFOUND' })); } },
  ];
  (function next() {
    const opts = runs.shift();
    if (!opts) {
      server.close();
      return;
    }
    const c = net.connect({ port, host: 'some.name', ...opts });
    c.on('lookup', (err, address, family, host) => console.log('lookup', err && err.message, address, family, host));
    c.on('connect', () => console.log('connect', c.remoteAddress));
    c.on('error', (e) => console.log('error', e.code, e.message.replace(/\d{4,}/, 'N')));
    c.on('close', next);
    c.resume();
  })();
});
