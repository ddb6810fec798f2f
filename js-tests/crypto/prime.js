// Primes: options and errors. Values are only tested.
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
for (const g of ['modp1', 'modp2', 'modp5', 'modp14', 'modp15', 'modp16', 'modp17', 'modp18']) say(() => [g, c.getDiffieHellman(g).getPrime('base64')].join());
say(() => {
  const a = c.createDiffieHellman(512), b = c.createDiffieHellman(a.getPrime(), a.getGenerator());
  a.generateKeys();
  b.generateKeys();
  return [a.verifyError, b.verifyError, a.computeSecret(b.getPublicKey()).equals(b.computeSecret(a.getPublicKey())), a.getGenerator('hex')].join();
});
say(() => {
  const a = c.createDiffieHellman(d.getPrime('hex'), 'hex', '02', 'hex');
  a.setPrivateKey('12345678', 'hex');
  const p = a.generateKeys('hex');
  return p;
});
say(() => {
  const a = c.createDiffieHellman(d.getPrime(), 5);
  a.setPrivateKey(Buffer.from('0102030405'));
  return [a.generateKeys('base64'), a.computeSecret(Buffer.from('7777'), null, 'hex')].join();
});
say(() => c.generatePrimeSync(1));
say(() => c.generatePrimeSync(0));
say(() => c.generatePrimeSync(8, { bigint: true, add: 5n }) % 5n);
say(() => c.checkPrimeSync(7n));
say(() => c.checkPrimeSync('a'));
say(() => c.checkPrimeSync(7n, { checks: -1 }));
say(() => c.generatePrimeSync(8, { add: Buffer.from([1, 1, 1]) }));
say(() => c.generatePrimeSync(8, { add: 5n, rem: 6n }));
say(() => c.generatePrimeSync(64).byteLength);
say(() => c.checkPrimeSync(c.generatePrimeSync(64, { safe: true, bigint: true }) / 2n));
say(() => c.generatePrimeSync(3, { safe: true, bigint: true }) < 8n);
say(() => c.checkPrimeSync(-1n));
