'use strict';

// No option is taken and then ignored: what cannot act throws.

const kinds = {
  pskCallback: 'pre-shared keys',
  pskIdentityHint: 'pre-shared keys',
  certificateCompression: 'certificate compression',
};

const names = Object.keys(kinds);

function refuseUnsupported(options) {
  if (options.pskCallback === undefined && options.pskIdentityHint === undefined &&
      options.certificateCompression === undefined) return;
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const value = options[name];
    if (value === undefined || value === null || value === false || value === '') continue;
    const { genericNodeError } = require('internal/errors');
    throw genericNodeError(`The option ${name} is not supported: this version has no ${kinds[name]}`,
                           { code: 'ERR_TLS_OPTION_UNSUPPORTED', option: name });
  }
}

module.exports = { refuseUnsupported };
