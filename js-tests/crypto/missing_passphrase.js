'use strict';
// An encrypted key without its passphrase: PEM and DER fail in words of their own.
const assert = require('assert');
const { createPrivateKey, createPublicKey, generateKeyPair, generateKeyPairSync, sign } = require('crypto');

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const expected = {
  der: { name: 'TypeError', code: 'ERR_MISSING_PASSPHRASE', message: 'Passphrase required for encrypted key' },
  pem: { name: 'Error', code: 'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED' },
};
for (const format of ['der', 'pem']) {
  const key = privateKey.export({ type: 'pkcs8', format, cipher: 'aes-256-cbc', passphrase: 'open' });
  const given = { key, format, type: 'pkcs8' };
  assert.throws(() => createPrivateKey(given), expected[format]);
  assert.throws(() => createPublicKey(given), expected[format]);
  assert.throws(() => sign('sha256', 'text', given), expected[format]);
  assert.throws(() => createPrivateKey({ ...given, passphrase: 'wrong' }), { code: /^ERR_OSSL_(BAD_DECRYPT|UNSUPPORTED)$/ });
  assert.strictEqual(createPrivateKey({ ...given, passphrase: 'open' }).equals(privateKey), true);
}

for (const type of ['rsa', 'ec', 'ed25519', 'x25519', 'no such type']) {
  assert.throws(() => generateKeyPair(type, 0, () => {}), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => generateKeyPairSync(type, 'text'), { code: 'ERR_INVALID_ARG_TYPE' });
}
