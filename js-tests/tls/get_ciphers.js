// proves: tls.getCiphers()
'use strict';

// tls.getCiphers: names in lower case, each of which a list may name.

const assert = require('assert');
const { tls } = require('./common');

const names = tls.getCiphers();
assert.deepStrictEqual(names, [...names].sort());
assert.strictEqual(new Set(names).size, names.length);
for (const name of names) {
  assert.strictEqual(name, name.toLowerCase());
  tls.createSecureContext({ ciphers: name.toUpperCase() });
}
names.length = 0;
assert(tls.getCiphers().length > 0);
for (const name of ['tls_aes_128_gcm_sha256', 'ecdhe-rsa-aes128-gcm-sha256', 'aes128-sha', 'aes256-sha']) {
  console.log(name, tls.getCiphers().includes(name));
}
