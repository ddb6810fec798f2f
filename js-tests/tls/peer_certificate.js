// proves: socket.getPeerCertificate()
'use strict';

// getPeerCertificate, short and detailed, on both sides, and getCertificate.

const assert = require('assert');
const { ca, client: identity, read, tls } = require('./common');

// What differs from one set of keys to the next.
const own = new Set(['modulus', 'pubkey', 'fingerprint', 'fingerprint256', 'fingerprint512', 'serialNumber', 'raw',
                     'valid_from', 'valid_to', 'issuerCertificate']);

function show(name, cert) {
  console.log(name, Object.keys(cert).join(' '));
  const shown = {};
  for (const key of Object.keys(cert)) if (!own.has(key)) shown[key] = cert[key];
  console.log(shown);
  assert.strictEqual(Object.getPrototypeOf(cert.subject), null);
  assert.match(cert.fingerprint, /^([0-9A-F]{2}:){19}[0-9A-F]{2}$/);
  assert.match(cert.fingerprint256, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  assert.match(cert.fingerprint512, /^([0-9A-F]{2}:){63}[0-9A-F]{2}$/);
  assert.match(cert.serialNumber, /^[0-9A-F]+$/);
  assert.match(cert.valid_from, /^[A-Z][a-z]{2} [ 0-9]\d \d\d:\d\d:\d\d \d{4} GMT$/);
  assert(new Date(cert.valid_to) > new Date());
  assert(Buffer.isBuffer(cert.raw) && Buffer.isBuffer(cert.pubkey));
}

const server = tls.createServer({ pfx: read('server.pfx'), ca: ca(), requestCert: true }, (socket) => {
  show('server sees', socket.getPeerCertificate());
  assert.strictEqual(socket.getPeerCertificate().issuerCertificate, undefined);
  const detailed = socket.getPeerCertificate(true);
  show('issuer', detailed.issuerCertificate);
  assert.strictEqual(detailed.issuerCertificate.issuerCertificate, detailed.issuerCertificate);
  show('server shows', socket.getCertificate());
  socket.end('done');
});

server.listen(0, () => {
  const client = tls.connect({ port: server.address().port, ca: ca(), ...identity() });
  assert.deepStrictEqual(client.getPeerCertificate(), {});
  client.on('data', () => {
    show('client sees', client.getPeerCertificate());
    const detailed = client.getPeerCertificate(true);
    assert.strictEqual(detailed.issuerCertificate.issuerCertificate, detailed.issuerCertificate);
    show('client shows', client.getCertificate());
  });
  client.on('close', () => {
    console.log(client.getPeerCertificate());
    server.close();
  });
});
