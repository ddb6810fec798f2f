// What scripts of Node 0.x still call.
'use strict';

const crypto = require('crypto');

console.log(crypto.createHash('sha1').update('caf\u00e9', 'binary').digest('binary') ===
  crypto.createHash('sha1').update(Buffer.from('caf\u00e9', 'latin1')).digest('latin1'));
console.log(crypto.createHmac('md5', 'key').update('data').digest('base64'));
console.log(crypto.pseudoRandomBytes(3).length, crypto.prng(2).length, crypto.rng(1).length);
console.log(crypto.createDiffieHellman(crypto.getDiffieHellman('modp5').getPrime('hex'), 'hex').getGenerator('hex'));

const cipher = crypto.createCipher('aes-256-cbc', 'password');
let text = cipher.update('old secret', 'utf8', 'hex');
text += cipher.final('hex');
const decipher = crypto.createDecipher('aes-256-cbc', 'password');
console.log(text, decipher.update(text, 'hex', 'utf8') + decipher.final('utf8'));

const names = ['createCipher', 'createDecipher', 'prng', 'rng', 'pseudoRandomBytes', 'fips'];
console.log(names.map((name) => [name in crypto, Object.keys(crypto).includes(name)].join()).join(' '));
