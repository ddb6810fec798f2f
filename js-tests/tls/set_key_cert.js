'use strict';
// tlsjs only: setKeyCert came with Node 22.5.

// A server that chooses its certificate in ALPNCallback, as ACME's challenge wants.

const assert = require('assert');
const { X509Certificate } = require('crypto');
const { inTurn, read, server: keys, tls } = require('./common');

const other = { key: read('client-key.pem'), cert: read('client-cert.pem') };
const raw = (pem) => new X509Certificate(pem).raw;

inTurn([other, tls.createSecureContext(other)].flatMap((choice) => ['TLSv1.2', 'TLSv1.3'].map((version) => (done) => {
  const server = tls.createServer({
    ...keys(),
    maxVersion: version,
    ALPNCallback({ protocols }) {
      assert(this instanceof tls.TLSSocket);
      if (protocols[0] === 'acme-tls/1') this.setKeyCert(choice);
      return protocols[0];
    },
  }, (socket) => {
    assert.throws(() => socket.setKeyCert(other), { code: 'ERR_TLS_INVALID_STATE' });
    console.log(version, socket.alpnProtocol, socket.getX509Certificate().raw.equals(raw(other.cert)));
    socket.end();
  });
  const visit = (protocol, next) => {
    const socket = tls.connect({ port: server.address().port, rejectUnauthorized: false, ALPNProtocols: [protocol] }, () => {
      const wanted = protocol === 'acme-tls/1' ? other.cert : keys().cert;
      assert(socket.getPeerX509Certificate().raw.equals(raw(wanted)));
    });
    socket.resume().on('close', next);
  };
  server.listen(0, () => visit('acme-tls/1', () => visit('h2', () => server.close(done))));
})));
