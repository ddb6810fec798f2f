// Hashes, signatures and ciphers as streams.
'use strict';

const crypto = require('crypto');
const { Readable, Transform, Writable, pipeline } = require('stream');

const key = Buffer.alloc(32, 7);
const iv = Buffer.alloc(16, 9);

function hashing(next) {
  const hash = crypto.createHash('sha256');
  hash.setEncoding('hex');
  hash.on('data', (d) => console.log('hash', d)).on('end', next);
  hash.write('abc');
  hash.write('6465', 'hex');
  hash.end(Buffer.from('f'));
}

function piped(next) {
  const hmac = crypto.createHmac('sha256', 'k');
  Readable.from([Buffer.from('abc'), Buffer.from('def')]).pipe(hmac).on('finish', () => {
    console.log('hmac', hmac.read().toString('hex'));
    next();
  });
}

function thereAndBack(next) {
  let got = '';
  const source = Readable.from(['hello ', 'wörld ', 'x'.repeat(1000)]);
  const sink = new Writable({
    write(chunk, encoding, done) {
      got += chunk;
      done();
    },
  });
  pipeline(source, crypto.createCipheriv('aes-256-cbc', key, iv),
    crypto.createDecipheriv('aes-256-cbc', key, iv), sink, (err) => {
      console.log('pipeline', err, got.length, got.slice(0, 12));
      next();
    });
}

function signing(next) {
  const pair = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const sign = crypto.createSign('sha256');
  sign.write('some ');
  sign.end('data', () => {
    const signature = sign.sign(pair.privateKey, 'hex');
    const verify = crypto.createVerify('sha256');
    verify.write('some data');
    verify.end();
    console.log('sign', sign instanceof Writable, verify.verify(pair.publicKey, signature, 'hex'));
    next();
  });
}

function failing(next) {
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(Buffer.alloc(16));
  decipher.on('data', () => {}).on('end', () => console.log('end, though the tag is wrong'));
  decipher.on('error', (err) => {
    console.log('error', err.message);
    next();
  });
  decipher.end('text');
}

function classes(next) {
  const { Hash, Hmac, Cipheriv, Decipheriv, Sign, Verify } = crypto;
  for (const Class of [Hash, Hmac, Cipheriv, Decipheriv]) console.log(Class.name, Class.prototype instanceof Transform);
  for (const Class of [Sign, Verify]) console.log(Class.name, Class.prototype instanceof Writable);
  console.log(crypto.Hash('md5') instanceof Hash);
  next();
}

const steps = [hashing, piped, thereAndBack, signing, failing, classes];
(function step() {
  const next = steps.shift();
  if (next) next(step);
})();
