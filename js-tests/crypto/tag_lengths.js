'use strict';
// authTagLength: 0 is a length like any other; CCM takes its tag after its AAD too.
const assert = require('assert');
const { createCipheriv, createDecipheriv } = require('crypto');

const kinds = { 'aes-128-gcm': 16, 'aes-128-ccm': 16, 'chacha20-poly1305': 32 };
for (const [name, size] of Object.entries(kinds)) {
  for (const authTagLength of [0, 17]) {
    for (const create of [createCipheriv, createDecipheriv]) {
      assert.throws(() => create(name, Buffer.alloc(size), Buffer.alloc(12), { authTagLength }), {
        name: 'TypeError',
        code: 'ERR_CRYPTO_INVALID_AUTH_TAG',
        message: `Invalid authentication tag length: ${authTagLength}`,
      });
    }
  }
}

const options = { authTagLength: 16 };
const aad = Buffer.from('header');
const cipher = createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), options);
cipher.setAAD(aad, { plaintextLength: 3 });
const sealed = cipher.update('abc');
cipher.final();

function open(tag) {
  const decipher = createDecipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), options);
  decipher.setAAD(aad, { plaintextLength: 3 });
  if (tag) decipher.setAuthTag(tag);
  const opened = decipher.update(sealed, null, 'utf8');
  decipher.final();
  return opened;
}
assert.strictEqual(open(cipher.getAuthTag()), 'abc');
assert.throws(() => open(Buffer.alloc(16)), { message: 'Unsupported state or unable to authenticate data' });
assert.throws(() => open(), { message: 'Unsupported state or unable to authenticate data' });
