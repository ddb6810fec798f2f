'use strict';

// How long private keys are: the highest bit is set where nothing is known of the
// group, and the sizes of a named group hold for its prime as well.

const crypto = require('crypto');

const unnamed = Buffer.from('f0b00d8bcc667bf89dc695765ea61e09d34e87a51a0b0bd6f7e4255dfaaf5700462d2a60caf365cc6112ae21c75ccccf3d84ae696b4140ab681154777046115f', 'hex');
const bits = (key) => BigInt(`0x${key.toString('hex')}`).toString(2).length;
const lengths = (make, size) => {
  const seen = new Set();
  for (let i = 0; i < 8; i++) {
    const dh = make();
    dh.generateKeys();
    seen.add(bits(dh.getPrivateKey()));
  }
  return seen;
};

console.log('unnamed', [...lengths(() => crypto.createDiffieHellman(unnamed))]);
console.log('unnamed, 5', [...lengths(() => crypto.createDiffieHellman(unnamed, 5))]);
console.log('modp1', [...lengths(() => crypto.getDiffieHellman('modp1'))]);
for (const [name, size] of [['modp5', 200], ['modp14', 225]]) {
  const group = crypto.getDiffieHellman(name);
  const prime = group.getPrime();
  const seen = lengths(() => crypto.createDiffieHellman(prime, group.getGenerator()));
  console.log(name, Math.max(...seen) <= size, Math.max(...seen) > size - 10);
}
