'use strict';

// Certificate: the three functions for SPKAC, as static ones and as methods.

const { getArrayBufferOrView } = require('./util.js');

function verifySpkac(spkac, encoding) {
  return binding.spkacVerify(getArrayBufferOrView(spkac, 'spkac', encoding));
}

function exportPublicKey(spkac, encoding) {
  return binding.spkacPublicKey(getArrayBufferOrView(spkac, 'spkac', encoding)) || '';
}

function exportChallenge(spkac, encoding) {
  return binding.spkacChallenge(getArrayBufferOrView(spkac, 'spkac', encoding)) || '';
}

function Certificate() {
  if (!(this instanceof Certificate)) return new Certificate();
}

for (const target of [Certificate.prototype, Certificate]) {
  Object.assign(target, { verifySpkac, exportPublicKey, exportChallenge });
}

module.exports = { Certificate };
