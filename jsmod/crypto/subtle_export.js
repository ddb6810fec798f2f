'use strict';

// Keys out, in the four formats.

const { lazyDOMException } = require('internal/util');
const { slots } = require('./cryptokey.js');
const { kHandle, kKeyObject } = require('./util.js');
const { implementation } = require('./subtle_algorithms.js');

// Node says raw of spki, too.
function refused(format, { algorithm, type }) {
  return lazyDOMException(`Unable to export a ${format} ${algorithm.name} ${type} key`, 'InvalidAccessError');
}

function exportJwk(keyObject, { algorithm, type, usages, extractable }) {
  const own = type === 'secret' ? keyObject.export({ format: 'jwk' }) : binding.exportJWK(keyObject[kHandle]);
  const jwk = { key_ops: [...usages], ext: extractable, ...own };
  const alg = implementation(algorithm).jwkAlg(algorithm);
  if (alg !== undefined) jwk.alg = alg;
  return jwk;
}

function exportRaw(keyObject, values) {
  if (values.type === 'secret') return keyObject.export().buffer;
  if (values.type === 'private' || keyObject.asymmetricKeyType === 'rsa') throw refused('raw', values);
  return binding.rawPublicKey(keyObject[kHandle]).buffer;
}

function exportKey(format, key) {
  const values = slots(key);
  const keyObject = key[kKeyObject];
  // The name is Node's.
  if (!values.extractable) throw lazyDOMException('key is not extractable', 'InvalidAccessException');
  switch (format) {
    case 'jwk':
      return exportJwk(keyObject, values);
    case 'raw':
      return exportRaw(keyObject, values);
    case 'spki':
      if (values.type !== 'public') throw refused('raw', values);
      return keyObject.export({ format: 'der', type: 'spki' }).buffer;
    default:
      if (values.type !== 'private') throw refused('pkcs8', values);
      return keyObject.export({ format: 'der', type: 'pkcs8' }).buffer;
  }
}

module.exports = { exportKey };
