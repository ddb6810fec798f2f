'use strict';
// Several addresses: one after the other, families in turn, the errors of all.
const net = require('net');

const lookup = (list) => (host, opts, cb) => cb(null, list.map((address) => ({ address, family: net.isIP(address) })));
const server = net.createServer((c) => c.end('found')).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const hide = (x) => String(x).split(String(port)).join('PORT');
  const a = net.connect({ port, host: 'some.name', lookup: lookup(['127.0.0.2', '127.0.0.1']) });
  a.on('connectionAttempt', (...args) => console.log('attempt', hide(args)));
  a.on('connectionAttemptFailed', (address, p, family, e) => console.log('failed', address, family, e.code));
  a.on('connect', () => console.log('connect', a.remoteAddress, hide(a.autoSelectFamilyAttemptedAddresses)));
  a.on('data', (d) => console.log(String(d)));
  a.on('close', () => server.close(() => {
    const b = net.connect({ port, host: 'some.name', lookup: lookup(['127.0.0.1', '127.0.0.2']) });
    b.on('error', (e) => console.log(e.constructor.name, e.code, JSON.stringify(e.message), e.errors.map((x) => hide(x.message))));
    b.on('close', (hadError) => console.log('close', hadError));
  }));
});
