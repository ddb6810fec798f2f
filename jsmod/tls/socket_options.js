'use strict';

// The options of a TLSSocket.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_TLS_INVALID_CONTEXT },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { createSecureContext, nativeContext } = require('./context.js');
const { checkKeyOptions } = require('./psk.js');
const { protocolList } = require('./protocols.js');
const { refuseUnsupported } = require('./unsupported.js');

// Checks them, and adds what the native half takes in their place.
function checkOptions(options) {
  refuseUnsupported(options);
  const { ALPNCallback, SNICallback, checkServerIdentity, requestOCSP, secureContext } = options;
  if (SNICallback !== undefined && SNICallback !== null) validateFunction(SNICallback, 'options.SNICallback');
  if (ALPNCallback) {
    validateFunction(ALPNCallback, 'options.ALPNCallback');
    if (options.ALPNProtocols) {
      const { codes: { ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS } } = require('internal/errors');
      throw new ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS();
    }
  }
  if (checkServerIdentity !== undefined && checkServerIdentity !== null) {
    validateFunction(checkServerIdentity, 'options.checkServerIdentity');
  }
  if (secureContext && nativeContext(secureContext) === null) throw new ERR_TLS_INVALID_CONTEXT('context');
  // Material that cannot be used is the caller's to hear of, now.
  if (nativeContext(options.secureContext || options.credentials) === null) {
    options.secureContext = createSecureContext(options);
  }
  checkKeyOptions(options);
  options.requestOCSP = Boolean(requestOCSP);
  options.enableTrace = wantsTrace(options.enableTrace);
  if (options.ALPNProtocols) options.alpn = protocolList(options.ALPNProtocols, 'ALPNProtocols');
  if (options.NPNProtocols) options.npn = protocolList(options.NPNProtocols, 'NPNProtocols');
}

let warnedOfTrace = false;

// Whether a connection is traced: --trace-tls does it for all that do not say.
function wantsTrace(option) {
  if (option !== undefined && option !== null) {
    if (typeof option !== 'boolean') throw new ERR_INVALID_ARG_TYPE('options.enableTrace', 'boolean', option);
    return option;
  }
  const all = binding.flag('trace-tls') !== undefined;
  if (all && !warnedOfTrace) {
    warnedOfTrace = true;
    process.emitWarning('Enabling --trace-tls can expose sensitive data in the resulting log.');
  }
  return all;
}

module.exports = { checkOptions, wantsTrace };
