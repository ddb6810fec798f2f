'use strict';

// No option is taken and then ignored: what cannot act throws.

function unsupported(option, why) {
  const { genericNodeError } = require('internal/errors');
  return genericNodeError(`The option ${option} is not supported: ${why}`,
                          { code: 'ERR_TLS_OPTION_UNSUPPORTED', option });
}

function refuseUnsupported({ certificateCompression: value }) {
  if (value === undefined || value === null || value === false || value === '') return;
  throw unsupported('certificateCompression', 'this version has no certificate compression');
}

// A pskCallback that Node would call in TLS 1.3 and nobody here: TLS 1.3 has no keys
// from outside.
function refuseKeys(context) {
  if (!context.missesKeys()) return;
  throw unsupported('pskCallback', 'this version has pre-shared keys up to TLS 1.2 only, ' +
                    'and the versions and ciphers leave none of their suites');
}

module.exports = { refuseKeys, refuseUnsupported };
