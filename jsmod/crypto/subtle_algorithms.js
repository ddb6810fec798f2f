'use strict';

// Which algorithm has which operation, with which parameters, and where its code
// is: a file is run when one of its algorithms is first used.

const { lazyDOMException } = require('internal/util');
const { algorithms: convert } = require('./subtle_webidl.js');

const files = {
  rsa: () => require('./subtle_rsa.js'),
  ec: () => require('./subtle_ec.js'),
  okp: () => require('./subtle_okp.js'),
  aes: () => require('./subtle_aes.js'),
  hmac: () => require('./subtle_hmac.js'),
  kdf: () => require('./subtle_kdf.js'),
};

// null stands for no parameters beside the name.
const rsaKeys = { generateKey: 'RsaHashedKeyGenParams', importKey: 'RsaHashedImportParams' };
const ecKeys = { generateKey: 'EcKeyGenParams', importKey: 'EcKeyImportParams' };
const aesKeys = { generateKey: 'AesKeyGenParams', importKey: null, getKeyLength: 'AesDerivedKeyParams' };
const both = (first, second, type) => ({ [first]: type, [second]: type });

const registered = {
  'SHA-1': { digest: null },
  'SHA-256': { digest: null },
  'SHA-384': { digest: null },
  'SHA-512': { digest: null },
  'RSASSA-PKCS1-v1_5': { file: 'rsa', ...rsaKeys, ...both('sign', 'verify', null) },
  'RSA-PSS': { file: 'rsa', ...rsaKeys, ...both('sign', 'verify', 'RsaPssParams') },
  'RSA-OAEP': { file: 'rsa', ...rsaKeys, ...both('encrypt', 'decrypt', 'RsaOaepParams') },
  'ECDSA': { file: 'ec', ...ecKeys, ...both('sign', 'verify', 'EcdsaParams') },
  'ECDH': { file: 'ec', ...ecKeys, deriveBits: 'EcdhKeyDeriveParams' },
  'Ed25519': { file: 'okp', ...both('generateKey', 'importKey', null), ...both('sign', 'verify', null) },
  'X25519': { file: 'okp', ...both('generateKey', 'importKey', null), deriveBits: 'EcdhKeyDeriveParams' },
  'AES-CTR': { file: 'aes', ...aesKeys, ...both('encrypt', 'decrypt', 'AesCtrParams') },
  'AES-CBC': { file: 'aes', ...aesKeys, ...both('encrypt', 'decrypt', 'AesCbcParams') },
  'AES-GCM': { file: 'aes', ...aesKeys, ...both('encrypt', 'decrypt', 'AesGcmParams') },
  'AES-KW': { file: 'aes', ...aesKeys, ...both('wrapKey', 'unwrapKey', null) },
  'HMAC': {
    file: 'hmac', generateKey: 'HmacKeyGenParams', importKey: 'HmacImportParams', getKeyLength: 'HmacImportParams',
    ...both('sign', 'verify', null),
  },
  'HKDF': { file: 'kdf', importKey: null, deriveBits: 'HkdfParams', getKeyLength: null },
  'PBKDF2': { file: 'kdf', importKey: null, deriveBits: 'Pbkdf2Params', getKeyLength: null },
};

// normalize is the standard's section 18.4.4.
function normalize(algorithm, operation) {
  const at = { prefix: 'Failed to normalize algorithm', context: 'passed algorithm' };
  const given = typeof algorithm === 'string' ? { name: algorithm } : algorithm;
  const wanted = convert.Algorithm(given, at).name.toUpperCase();
  const name = Object.keys(registered).find((known) =>
    known.toUpperCase() === wanted && registered[known][operation] !== undefined);
  if (name === undefined) throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError');
  const type = registered[name][operation];
  if (type === null) return { name };
  const normal = convert[type](given, at);
  normal.name = name;
  if (normal.hash !== undefined) normal.hash = normalize(normal.hash, 'digest');
  return normal;
}

// implementation is the file of an algorithm that has been normalized.
const implementation = ({ name }) => files[registered[name].file]();

module.exports = { implementation, normalize };
