'use strict';

// The ciphers of a context, set by its old method.

const net = require('net');
const { ca, inTurn, server: keys, tls, words } = require('./common');

const handshake = (change, options) => (done) => {
  const secure = tls.createSecureContext({ ...keys(), maxVersion: 'TLSv1.2' });
  change(secure.context);
  const server = net.createServer((socket) => {
    new tls.TLSSocket(socket, { isServer: true, secureContext: secure }).on('error', () => {}).on('secure', function() {
      this.end();
    });
  });
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca(), maxVersion: 'TLSv1.2', ...options }, () => {
      console.log(client.getCipher().name);
    });
    client.on('error', (error) => console.log(error.code));
    client.resume().on('close', () => server.close(done));
  });
};

const { context } = tls.createSecureContext(keys());
try {
  context.setCiphers('NO-SUCH-SUITE');
} catch (error) {
  console.log(words(error));
}
inTurn([
  handshake((own) => own.setCiphers('ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384')),
  handshake((own) => own.setCiphers('ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-CHACHA20-POLY1305')),
  handshake((own) => own.setCiphers('AES128-SHA'), { ciphers: 'AES256-SHA' }),
]);
