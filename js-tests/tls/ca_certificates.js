'use strict';
// tlsjs only: getCACertificates and setDefaultCACertificates came with Node 22.

// What is trusted by default, listed and replaced.

delete process.env.NODE_EXTRA_CA_CERTS;

const assert = require('assert');
const { X509Certificate } = require('crypto');
const { inTurn, read, server: keys, tls } = require('./common');

for (const bad of [1, null, {}, true]) assert.throws(() => tls.getCACertificates(bad), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => tls.getCACertificates('all'), { code: 'ERR_INVALID_ARG_VALUE' });
for (const bad of [undefined, null, 'text', {}]) {
  assert.throws(() => tls.setDefaultCACertificates(bad), { code: 'ERR_INVALID_ARG_TYPE' });
  if (typeof bad === 'string') continue;
  assert.throws(() => tls.setDefaultCACertificates([read('ca-cert.pem'), bad]), {
    code: 'ERR_INVALID_ARG_TYPE', message: /^The "certs\[1\]" argument must be of type string or an instance of ArrayBufferView/,
  });
}

const bundled = tls.getCACertificates('bundled');
assert(bundled.length > 80 && Object.isFrozen(bundled));
assert.strictEqual(bundled, tls.rootCertificates);
assert.strictEqual(tls.getCACertificates(), tls.getCACertificates('default'));
assert.deepStrictEqual(tls.getCACertificates(), bundled);
assert.deepStrictEqual(tls.getCACertificates('extra'), []);
assert(Array.isArray(tls.getCACertificates('system')));

// What cannot be read changes nothing.
assert.throws(() => tls.setDefaultCACertificates(['no certificate']), { code: 'ERR_CRYPTO_OPERATION_FAILED' });
assert.throws(() => tls.setDefaultCACertificates(['-----BEGIN CERTIFICATE-----\naaaa\n-----END CERTIFICATE-----']), {
  code: 'ERR_OSSL_PEM_ASN1_LIB', library: 'PEM routines',
});
assert.deepStrictEqual(tls.getCACertificates(), bundled);

const own = read('server-cert.pem');
const early = tls.createSecureContext();

function authorized(options, done) {
  const server = tls.createServer(keys(), (socket) => socket.end());
  server.listen(0, () => {
    const socket = tls.connect({ port: server.address().port, host: 'localhost', rejectUnauthorized: false, ...options }, () => {
      console.log(socket.authorized, socket.authorizationError);
    });
    socket.resume().on('close', () => server.close(done));
  });
}

inTurn([
  (done) => authorized({}, done),
  (done) => {
    tls.setDefaultCACertificates([String(own), own, read('ca-cert.pem')]);
    assert.strictEqual(tls.getCACertificates().length, 2);
    assert(new X509Certificate(tls.getCACertificates()[0]).raw.equals(new X509Certificate(own).raw));
    assert.strictEqual(tls.getCACertificates('bundled'), bundled);
    authorized({}, done);
  },
  // Contexts keep what they were made with, and ca wins.
  (done) => authorized({ secureContext: early }, done),
  (done) => authorized({ ca: read('ca-cert.pem') }, done),
  (done) => {
    tls.setDefaultCACertificates([]);
    assert.deepStrictEqual(tls.getCACertificates(), []);
    authorized({}, done);
  },
]);
