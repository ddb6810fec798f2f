'use strict';
// crypto.X509Certificate: what it shows, checks and refuses.
const { X509Certificate, createPrivateKey, createPublicKey } = require('crypto');
const fs = require('fs');

const pem = fs.readFileSync('server-cert.pem');
const own = new X509Certificate(pem);
const other = new X509Certificate(fs.readFileSync('client-cert.pem', 'utf8'));
const ca = new X509Certificate(fs.readFileSync('ca-cert.pem'));
const key = createPrivateKey(fs.readFileSync('server-key.pem'));

console.log(own);
console.log(own.subject, own.issuer, own.ca, ca.ca, own.issuerCertificate);
console.log(own.toString() === pem.toString(), own.toJSON() === own.toString());
console.log(new X509Certificate(own.raw).fingerprint256 === own.fingerprint256);
console.log(own.toLegacyObject());
console.log(own.publicKey.equals(createPublicKey(key)), own.publicKey.asymmetricKeyType);

for (const host of ['localhost', 'LocalHost', 'example.org', '.localhost', '']) {
  console.log(JSON.stringify(host), own.checkHost(host), own.checkHost(host, { subject: 'never' }));
}
for (const ip of ['127.0.0.1', '::1', '0:0:0:0:0:0:0:1', '10.0.0.1']) console.log(ip, own.checkIP(ip));
console.log(own.checkEmail('a@example.org'));
console.log(own.checkIssued(own), own.checkIssued(other), ca.checkIssued(ca));
console.log(own.verify(own.publicKey), own.verify(other.publicKey), ca.verify(ca.publicKey));
console.log(own.checkPrivateKey(key), other.checkPrivateKey(key));

for (const wrong of [
  () => new X509Certificate(1),
  () => new X509Certificate('no certificate'),
  () => own.checkHost(1),
  () => own.checkHost('a', 1),
  () => own.checkHost('a', { subject: 'x' }),
  () => own.checkHost('a', { wildcards: 1 }),
  () => own.checkIP('x'),
  () => own.checkIssued(1),
  () => own.verify(1),
]) {
  try {
    console.log('no error', wrong());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
