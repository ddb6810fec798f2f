'use strict';
// RSA keys are made with the public exponent that was asked for, and work.
const assert = require('assert');
const crypto = require('crypto');

for (const publicExponent of [3, 17, 65537]) {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 1025, publicExponent });
  assert.deepStrictEqual(publicKey.asymmetricKeyDetails,
                         { modulusLength: 1025, publicExponent: BigInt(publicExponent) });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const signature = crypto.sign('sha256', 'text', crypto.createPrivateKey(pem));
  assert.strictEqual(crypto.verify('sha256', 'text', publicKey, signature), true);
  const sealed = crypto.publicEncrypt(publicKey, Buffer.from('secret'));
  assert.strictEqual(crypto.privateDecrypt(privateKey, sealed).toString(), 'secret');
}
for (const publicExponent of [1, 2, 65536]) {
  assert.throws(() => crypto.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent }), {
    message: /pub exponent out of range/,
  });
}
