// DiffieHellman: groups, checks and results.
'use strict';

const c = require('crypto');

// What a call gives, or how it fails, on one line.
function say(fn) {
  try {
    console.log(fn());
  } catch (e) {
    const rest = Object.keys(e).filter((k) => k !== 'code' && k !== 'opensslErrorStack');
    console.log(e.name, '|', e.code, '|', e.message, '|', rest.map((k) => `${k}=${e[k]}`).join(' '));
  }
}
say(() => c.createDiffieHellman(0));
say(() => c.createDiffieHellman(1));
say(() => c.createDiffieHellman('a').verifyError);
say(() => c.createDiffieHellman(Buffer.from([23]), 0).verifyError);
say(() => c.createDiffieHellman(Buffer.from([23]), 5).verifyError);
say(() => c.createDiffieHellman(Buffer.alloc(0)));
say(() => c.createDiffieHellman(Buffer.from([23]), -1).verifyError);
say(() => c.createDiffieHellman(Buffer.from([23]), 1).verifyError);
say(() => c.createDiffieHellman({}));
say(() => c.createDiffieHellman('abcd', 'hex', {}));
say(() => c.getDiffieHellman('nope'));
const d = c.getDiffieHellman('modp5');
say(() => d.verifyError);
say(() => d.getPublicKey());
say(() => d.getPrivateKey());
say(() => d.computeSecret(Buffer.from([2])));
d.generateKeys();
say(() => d.computeSecret(Buffer.from([0])));
say(() => d.computeSecret(Buffer.from([1])));
say(() => d.setPublicKey);
say(() => d.getGenerator('hex'));
// A leading zero of a random number is no byte of it.
say(() => [23, 24, 25].includes(d.getPrivateKey().length));
say(() => [190, 191, 192].includes(d.getPublicKey().length));
say(() => d.computeSecret(Buffer.from([0, 2])).length);
for (const bytes of [[0, 0, 170, 187], [0], []]) {
  const e = c.createDiffieHellman(d.getPrime());
  e.setPrivateKey(Buffer.from(bytes));
  e.setPublicKey(Buffer.from(bytes));
  say(() => e.getPrivateKey('hex'));
  say(() => e.getPublicKey('hex'));
}
const small = c.createDiffieHellman(d.getPrime());
small.setPrivateKey(Buffer.from([5]));
say(() => small.generateKeys('hex'));
say(() => small.getPublicKey('hex'));
