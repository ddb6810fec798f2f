// proves: tls.createServer options.honorCipherOrder
// proves: tls.createSecureContext options.honorCipherOrder
// proves: tls.createSecureContext options.ciphers
'use strict';

// honorCipherOrder and ciphers: whose order decides, in TLS 1.2.

const net = require('net');
const { ca, inTurn, server: keys, tls } = require('./common');

const a = 'ECDHE-RSA-AES128-GCM-SHA256';
const b = 'ECDHE-RSA-AES256-GCM-SHA384';

// A server of its own options, or a socket with a context of such.
const kinds = {
  server: (options) => tls.createServer(options, (socket) => socket.end()),
  context(options) {
    const secureContext = tls.createSecureContext(options);
    return net.createServer((raw) => new tls.TLSSocket(raw, { isServer: true, secureContext }).on('secure', function() { this.end(); }));
  },
};

function attempt(kind, honorCipherOrder, ciphers, theirs) {
  return (done) => {
    const server = kinds[kind]({ ...keys(), honorCipherOrder, ciphers });
    server.listen(0, () => {
      const options = { port: server.address().port, ca: ca(), maxVersion: 'TLSv1.2', ciphers: theirs };
      const socket = tls.connect(options, () => console.log(kind, honorCipherOrder, ciphers, socket.getCipher().name));
      socket.resume().on('close', () => server.close(done));
    });
  };
}

const steps = [];
for (const kind of ['server', 'context']) {
  for (const honorCipherOrder of [true, false]) {
    steps.push(attempt(kind, honorCipherOrder, `${a}:${b}`, `${a}:${b}`), attempt(kind, honorCipherOrder, `${b}:${a}`, `${a}:${b}`),
      attempt(kind, honorCipherOrder, b, `${a}:${b}`));
  }
}
inTurn(steps);
