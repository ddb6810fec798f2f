// proves: crypto.getCurves -- those that Go has
'use strict';

// crypto.getCurves: names that createECDH takes.

const assert = require('assert');
const crypto = require('crypto');

const names = crypto.getCurves();
assert(names.length > 0);
for (const name of ['prime256v1', 'secp384r1', 'secp521r1']) {
  assert(names.includes(name));
  console.log(name, crypto.createECDH(name).generateKeys().length);
}
names.length = 0;
assert(crypto.getCurves().length > 0);
