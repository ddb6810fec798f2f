'use strict';

// getPeerX509Certificate: the chain as the peer sent it, by issuerCertificate.

const assert = require('assert');
const { X509Certificate } = require('crypto');
const { ca, client: clientKeys, inTurn, read, server: keys, tls } = require('./common');

const leaf = new X509Certificate(read('server-cert.pem'));
assert.strictEqual(leaf.issuerCertificate, undefined);
assert.notStrictEqual(leaf.toLegacyObject(), leaf.toLegacyObject());
assert.deepStrictEqual(leaf.toLegacyObject(), leaf.toLegacyObject());

inTurn([
  keys(),
  { pfx: read('server.pfx') },
].map((options) => (done) => {
  const server = tls.createServer({ ...options, requestCert: true, ca: ca() }, (socket) => {
    assert(socket.getX509Certificate() instanceof X509Certificate);
    assert(socket.getX509Certificate().raw.equals(socket.getCertificate().raw));
    assert(socket.getPeerX509Certificate().raw.equals(socket.getPeerCertificate().raw));
    socket.end('x');
  });
  server.listen(0, () => {
    const socket = tls.connect({ port: server.address().port, ...clientKeys(), ca: ca() }, () => {
      // Node 20 gives a certificate without issuers once.
      const { raw } = socket.getPeerCertificate();
      const peer = socket.getPeerX509Certificate();
      let depth = 0;
      for (let c = peer; c !== undefined; c = c.issuerCertificate) {
        assert(c instanceof X509Certificate);
        assert.strictEqual(c.issuerCertificate, c.issuerCertificate);
        console.log(depth++, c.subject.split('\n').pop());
      }
      assert.deepStrictEqual(peer.toLegacyObject().raw, raw);
    });
    socket.resume().on('close', () => {
      assert.strictEqual(socket.getX509Certificate(), undefined);
      assert.strictEqual(socket.getPeerX509Certificate(), undefined);
      server.close(done);
    });
  });
}));
