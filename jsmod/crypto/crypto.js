'use strict';

// The table of what crypto exports. A file is run when one of its names is
// first asked for: most scripts need one hash or some random bytes.

const { deprecate } = require('internal/util');

const files = {
  './certificate.js': () => require('./certificate.js'),
  './cipher.js': () => require('./cipher.js'),
  './dh.js': () => require('./dh.js'),
  './hash.js': () => require('./hash.js'),
  './kdf.js': () => require('./kdf.js'),
  './keygen.js': () => require('./keygen.js'),
  './keys.js': () => require('./keys.js'),
  './prime.js': () => require('./prime.js'),
  './random.js': () => require('./random.js'),
  './settings.js': () => require('./settings.js'),
  './sig.js': () => require('./sig.js'),
  './webcrypto.js': () => require('./webcrypto.js'),
};

// In the order in which Node lists them.
const names = [
  ['./prime.js', 'checkPrime', 'checkPrimeSync'],
  ['./cipher.js', 'createCipheriv', 'createDecipheriv'],
  ['./dh.js', 'createDiffieHellman', 'createDiffieHellmanGroup', 'createECDH'],
  ['./hash.js', 'createHash', 'createHmac'],
  ['./keys.js', 'createPrivateKey', 'createPublicKey', 'createSecretKey'],
  ['./sig.js', 'createSign', 'createVerify'],
  ['./dh.js', 'diffieHellman'],
  ['./prime.js', 'generatePrime', 'generatePrimeSync'],
  ['./cipher.js', 'getCiphers', 'getCipherInfo'],
  ['./dh.js', 'getCurves', 'getDiffieHellman'],
  ['./hash.js', 'getHashes'],
  ['./kdf.js', 'hkdf', 'hkdfSync', 'pbkdf2', 'pbkdf2Sync'],
  ['./keygen.js', 'generateKeyPair', 'generateKeyPairSync', 'generateKey', 'generateKeySync'],
  ['./cipher.js', 'privateDecrypt', 'privateEncrypt', 'publicDecrypt', 'publicEncrypt'],
  ['./random.js', 'randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID'],
  ['./kdf.js', 'scrypt', 'scryptSync'],
  ['./sig.js', 'sign'],
  ['./settings.js', 'setEngine'],
  ['./random.js', 'timingSafeEqual'],
  ['./settings.js', 'getFips', 'setFips'],
  ['./sig.js', 'verify'],
  ['./hash.js', 'hash'],
  ['./certificate.js', 'Certificate'],
  ['./cipher.js', 'Cipher', 'Cipheriv', 'Decipher', 'Decipheriv'],
  ['./dh.js', 'DiffieHellman', 'DiffieHellmanGroup', 'ECDH'],
  ['./hash.js', 'Hash', 'Hmac'],
  ['./keys.js', 'KeyObject'],
  ['./sig.js', 'Sign', 'Verify'],
  ['./settings.js', 'secureHeapUsed'],
];

// What Node has too, but does not list.
const hidden = [
  ['./cipher.js', 'createCipher', 'createDecipher'],
];

function lazy(name, get, enumerable) {
  Object.defineProperty(exports, name, {
    configurable: true,
    enumerable,
    get() {
      const value = get();
      Object.defineProperty(exports, name, { value, configurable: true, enumerable, writable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(exports, name, { value, configurable: true, enumerable, writable: true });
    },
  });
}

function install(rows, enumerable) {
  for (const [file, ...list] of rows) {
    for (const name of list) lazy(name, () => files[file]()[name], enumerable);
  }
}

install(names, true);
install(hidden, false);

lazy('X509Certificate', () => require('internal/tls/x509').X509Certificate, true);
lazy('constants', () => require('internal/constants').crypto, true);
lazy('webcrypto', () => require('./webcrypto.js').crypto, true);
lazy('subtle', () => exports.webcrypto.subtle, true);
lazy('getRandomValues', () => (array) => exports.webcrypto.getRandomValues(array), true);

// The names of Node 0.x.

lazy('createCredentials', () => deprecate(
  (details) => require('tls').createSecureContext(details),
  'crypto.createCredentials is deprecated. Use tls.createSecureContext instead.', 'DEP0010'), false);
lazy('Credentials', () => require('tls').SecureContext, false);
for (const name of ['pseudoRandomBytes', 'prng', 'rng']) lazy(name, () => exports.randomBytes, false);

Object.defineProperty(exports, 'fips', {
  configurable: true,
  enumerable: false,
  get: deprecate(() => exports.getFips(), 'The crypto.fips is deprecated. Please use crypto.getFips()', 'DEP0093'),
  set: deprecate((value) => exports.setFips(value), 'The crypto.fips is deprecated. Please use crypto.setFips()', 'DEP0093'),
});
