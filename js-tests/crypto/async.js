// The forms with a callback, and promisified ones.
'use strict';

const crypto = require('crypto');
const { promisify } = require('util');

const later = [];
function step(name, start) {
  later.push(() => new Promise((resolve) => start((err, ...values) => {
    console.log(name, err === null || err === undefined ? 'ok' : err.code || err.message, ...values);
    resolve();
  })));
}

let sync = true;
step('pbkdf2', (done) => crypto.pbkdf2('a', 'b', 10, 8, 'sha1', done));
step('scrypt', (done) => crypto.scrypt('a', 'b', 8, { N: 16 }, done));
step('hkdf', (done) => crypto.hkdf('sha1', 'a', 'b', 'c', 8, done));
step('randomBytes', (done) => crypto.randomBytes(4, (err, b) => done(err, b.length, sync)));
step('randomInt', (done) => crypto.randomInt(3, 4, done));
step('randomFill', (done) => crypto.randomFill(Buffer.alloc(3), (err, b) => done(err, b.length)));
step('randomFill part', (done) => crypto.randomFill(new Uint8Array(8), 2, 3, (err, b) => done(err, b[0], b[7])));
step('generateKey', (done) => crypto.generateKey('hmac', { length: 64 }, (err, k) => done(err, k.symmetricKeySize)));
step('generateKeyPair', (done) => crypto.generateKeyPair('ec', {
  namedCurve: 'P-384',
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}, (err, pub, priv) => done(err, pub.length, priv.split('\n')[0])));
step('generatePrime', (done) => crypto.generatePrime(32, (err, p) => crypto.checkPrime(p, done)));

const pair = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
step('sign', (done) => crypto.sign('sha256', Buffer.from('data'), pair.privateKey, (err, signature) =>
  crypto.verify('sha256', Buffer.from('data'), pair.publicKey, signature, done)));
step('promisify', (done) => promisify(crypto.generateKeyPair)('ed25519').then(
  ({ publicKey, privateKey }) => done(null, publicKey.type, privateKey.type)));

// The bytes are taken when the call is made.
step('copies', (done) => {
  const password = Buffer.from('secret');
  crypto.pbkdf2(password, 'salt', 1, 8, 'sha256', (err, bits) => {
    done(err, bits.equals(crypto.pbkdf2Sync('secret', 'salt', 1, 8, 'sha256')));
  });
  password.fill(0);
});

later.reduce((before, next) => before.then(next), Promise.resolve()).then(() => console.log('done'));
sync = false;
