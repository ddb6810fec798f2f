// tlsjs only: Node ends in assertions of its own where these are wrong
'use strict';

// Options whose values make no sense, and those that this version has no use for.

const assert = require('assert');
const { server, tls } = require('./common');

const wrong = [
  [() => tls.connect({ port: 1, checkServerIdentity: 1 }), 'ERR_INVALID_ARG_TYPE'],
  [() => tls.connect({ port: 1, minDHSize: 'big' }), 'ERR_INVALID_ARG_TYPE'],
  [() => tls.connect({ port: 1, minDHSize: 0 }), 'ERR_OUT_OF_RANGE'],
  [() => tls.createServer().setTicketKeys(Buffer.alloc(3)), 'ERR_INVALID_ARG_VALUE'],
  [() => new tls.TLSSocket({}), 'ERR_INVALID_ARG_TYPE'],
  [() => tls.createServer({ ...server(), ALPNProtocols: Buffer.from([5, 97]) }), 'ERR_INVALID_ARG_VALUE'],
];
for (const [make, code] of wrong) assert.throws(make, { code }, String(make));

for (const name of ['certificateCompression']) {
  for (const make of [(o) => tls.createServer({ ...server(), ...o }), (o) => tls.connect({ port: 1, ...o })]) {
    assert.throws(() => make({ [name]: 'something' }), { code: 'ERR_TLS_OPTION_UNSUPPORTED', option: name });
    // What asks for nothing is no request.
    const made = make({ [name]: undefined });
    if (made.destroy) made.on('error', () => {}).destroy();
  }
}
