'use strict';
// Certificate reads and verifies a SPKAC (made by `openssl spkac`).
const assert = require('assert');
const { Certificate, createPublicKey } = require('crypto');

const rsa = `MIIBPzCBqTCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAyNK0tjD5Tbdvzhhfx5xe37RLP7vrGQQNhxS2nFGka3GA5UrA9+J9BHKxHvP7zTQ97wYlsbbcu2Tl6fPSV6zSIg5nwpl4CglcTM9dVvLPgAtfbuGsFvlnbXgPCU1j4kssZn1qfJ14ibXeHjnuhXF1BsKvBJw1xkQwPzXxn1tvC10CAwEAARYFaGVsbG8wDQYJKoZIhvcNAQEEBQADgYEAEHpW3ZFCusmYscTvMNAsWQTBcuUWhwhCJ09hcLAH7N5pGqWGrxzbRer9PUhDIBgcDqP5jdIPZXjO7roRSp92QJuIlz1LQTW/qqOuNiNUvBv5Zyn+ANBlb6naBN/0bYWgteF06sULLzkZzK/8QdVf5q/jYAdguw6jP9jaolYmTvM=`.replace(/\n/g, '');
const ec = `MIG9MGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR6n+cGrGs8GriWeIrkjZ67UzTBEmX/R5JQfkGkuZpSWtU8N+kzilHOY5oAiR0hP+LY2ID5Aw8HOFmSCQUNF7gsFghlbGxpcHRpYzAKBggqhkjOPQQDAgNIADBFAiB9FlMQq21qKIu6iSlaSOiS0ky7kPGfyvfnd1tmygz7HAIhAJOXjEFJ6LzJmU6fJLDXXYdaoo7Klp5Pm1sfC1A7lIS6`.replace(/\n/g, '');

for (const certificate of [Certificate, new Certificate(), Certificate()]) {
  for (const [text, challenge, type] of [[rsa, 'hello', 'rsa'], [ec, 'elliptic', 'ec']]) {
    assert.strictEqual(certificate.verifySpkac(text), true);
    assert.strictEqual(certificate.verifySpkac(Buffer.from(`${text}\n`)), true);
    assert.strictEqual(certificate.exportChallenge(text).toString(), challenge);
    const pem = certificate.exportPublicKey(text);
    assert.ok(Buffer.isBuffer(pem));
    assert.strictEqual(createPublicKey(pem).asymmetricKeyType, type);
  }
}
assert.strictEqual(Certificate.exportChallenge(Buffer.from(rsa).toString('hex'), 'hex').toString(), 'hello');

// Another signature over the same key and challenge.
const der = Buffer.from(rsa, 'base64');
der[der.length - 1] ^= 1;
const wrong = der.toString('base64');
assert.strictEqual(Certificate.verifySpkac(wrong), false);
assert.strictEqual(Certificate.exportChallenge(wrong).toString(), 'hello');

for (const bad of ['AAAA', rsa.slice(1), 'no base64', Buffer.from(rsa, 'base64')]) {
  assert.strictEqual(Certificate.verifySpkac(bad), false);
  assert.strictEqual(Certificate.exportChallenge(bad), '');
  assert.strictEqual(Certificate.exportPublicKey(bad), '');
}
for (const none of [1, {}, null, undefined]) {
  assert.throws(() => Certificate.verifySpkac(none), { code: 'ERR_INVALID_ARG_TYPE' });
}
