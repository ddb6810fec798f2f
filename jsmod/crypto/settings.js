'use strict';

// Settings of OpenSSL's that a script may ask for: FIPS mode, engines, the
// secure heap. FIPS mode is Go's (GODEBUG=fips140) and cannot be switched by a
// script.

const {
  codes: { ERR_CRYPTO_ENGINE_UNKNOWN, ERR_CRYPTO_FIPS_FORCED, ERR_CRYPTO_FIPS_UNAVAILABLE },
} = require('internal/errors');
const { validateNumber, validateString } = require('internal/validators');

function getFips() {
  return binding.getFips() ? 1 : 0;
}

function setFips(value) {
  const on = binding.getFips();
  if (!!value === on) return;
  throw on ? new ERR_CRYPTO_FIPS_FORCED() : new ERR_CRYPTO_FIPS_UNAVAILABLE();
}

function setEngine(id, flags) {
  validateString(id, 'id');
  if (flags) validateNumber(flags, 'flags');
  throw new ERR_CRYPTO_ENGINE_UNKNOWN(id);
}

function secureHeapUsed() {
  return { total: 0, used: 0, utilization: 0, min: 0 };
}

module.exports = { getFips, secureHeapUsed, setEngine, setFips };
