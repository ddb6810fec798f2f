'use strict';
// What makes an object may be called with new, and tells its name.
const crypto = require('crypto');

process.noDeprecation = true;
const key = Buffer.alloc(16);
for (const [name, ...args] of [
  ['createHash', 'sha1'], ['createHmac', 'sha1', key], ['createSign', 'sha1'], ['createVerify', 'sha1'],
  ['createCipheriv', 'aes-128-cbc', key, key], ['createDecipheriv', 'aes-128-cbc', key, key], ['createECDH', 'prime256v1'],
  ['createDiffieHellmanGroup', 'modp14'], ['getDiffieHellman', 'modp14'], ['createDiffieHellman', Buffer.alloc(64, 0xff), 2],
]) {
  console.log(crypto[name].name, new crypto[name](...args).constructor.name, crypto[name](...args).constructor.name);
}
