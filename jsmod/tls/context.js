'use strict';

// createSecureContext: checks what a script gave, in Node's words, and hands
// bytes to the Go half, which parses them at once and keeps nothing open.

const {
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_TLS_INVALID_PROTOCOL_METHOD,
    ERR_TLS_INVALID_PROTOCOL_VERSION,
    ERR_TLS_PROTOCOL_VERSION_CONFLICT,
  },
} = require('internal/errors');
const { validateInt32, validateInteger, validateObject, validateString } = require('internal/validators');
const { Buffer } = require('buffer');
const { readExtraRoots } = require('./roots.js');
const { refuseUnsupported } = require('./unsupported.js');

const versions = { 'TLSv1': 0x301, 'TLSv1.1': 0x302, 'TLSv1.2': 0x303, 'TLSv1.3': 0x304 };

const defaults = {
  ciphers: undefined, // filled in by tls.js
  minVersion: 'TLSv1.2',
  maxVersion: binding.generation.noTLS13 ? 'TLSv1.2' : 'TLSv1.3',
  ecdhCurve: 'auto',
};

// [lowest, highest] version of each method name.
const methods = {
  SSLv23_method: [0x301, 0x303],
  TLS_method: [0x301, 0x304],
  TLSv1_method: [0x301, 0x301],
  TLSv1_1_method: [0x302, 0x302],
  TLSv1_2_method: [0x303, 0x303],
};

function versionsOfMethod(name) {
  if (typeof name !== 'string') throw new ERR_INVALID_ARG_TYPE('options.secureProtocol', 'string', name);
  const base = name.replace(/_(server|client)_method$/, '_method');
  if (base === 'SSLv2_method' || base === 'SSLv3_method') {
    throw new ERR_TLS_INVALID_PROTOCOL_METHOD(`${base.slice(0, 5)} methods disabled`);
  }
  const range = methods[base];
  if (range === undefined) throw new ERR_TLS_INVALID_PROTOCOL_METHOD(`Unknown method: ${name}`);
  if (base === 'SSLv23_method' && binding.generation.sslv23FromDefault) {
    return [versionNumber(defaults.minVersion, 'minimum'), range[1]];
  }
  return range;
}

function versionNumber(name, kind) {
  const number = typeof name === 'string' ? versions[name] : undefined;
  if (number === undefined) throw new ERR_TLS_INVALID_PROTOCOL_VERSION(name, kind);
  return number;
}

function chooseVersions({ secureProtocol, minVersion, maxVersion }) {
  if (secureProtocol || secureProtocol === '') {
    if (minVersion !== undefined && minVersion !== null) {
      throw new ERR_TLS_PROTOCOL_VERSION_CONFLICT(minVersion, secureProtocol);
    }
    if (maxVersion !== undefined && maxVersion !== null) {
      throw new ERR_TLS_PROTOCOL_VERSION_CONFLICT(maxVersion, secureProtocol);
    }
    return versionsOfMethod(secureProtocol);
  }
  return [
    versionNumber(minVersion ?? defaults.minVersion, 'minimum'),
    versionNumber(maxVersion ?? defaults.maxVersion, 'maximum'),
  ];
}

function isBytes(value) {
  return ArrayBuffer.isView(value);
}

function materialBytes(value, name) {
  if (typeof value === 'string') return Buffer.from(value);
  if (isBytes(value)) return value;
  throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'Buffer', 'TypedArray', 'DataView'], value);
}

function asList(value) {
  return Array.isArray(value) ? value : [value];
}

function passphraseBytes(value) {
  if (value === undefined || value === null) return undefined;
  validateString(value, 'options.passphrase');
  return Buffer.from(value);
}

// { pem, passphrase } and plain keys, in any nesting that Node takes.
function keyList(key, common) {
  const list = [];
  const many = Array.isArray(key);
  for (const item of asList(key)) {
    const pem = many && item !== null && typeof item === 'object' && item.pem !== undefined ? item.pem : item;
    const own = pem === item ? undefined : item.passphrase;
    list.push({ pem: materialBytes(pem, 'key'), passphrase: passphraseBytes(own ?? common) });
  }
  return list;
}

function pfxList(pfx, common) {
  const list = [];
  for (const item of asList(pfx)) {
    const data = item !== null && typeof item === 'object' && item.buf !== undefined ? item.buf : item;
    const own = data === item ? undefined : item.passphrase;
    list.push({ data: pfxBytes(data), passphrase: pfxPassphrase(own || common) });
  }
  return list;
}

function pfxBytes(data) {
  if (typeof data === 'string') return Buffer.from(data, 'latin1');
  if (isBytes(data)) return data;
  throw Object.assign(new Error('Unable to load PFX certificate'), { code: 'ERR_CRYPTO_OPERATION_FAILED' });
}

// That of a PFX may be bytes, too.
function pfxPassphrase(value) {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return Buffer.from(value);
  if (isBytes(value)) return value;
  throw Object.assign(new TypeError('Pass phrase must be a buffer'), { code: 'ERR_INVALID_ARG_TYPE' });
}

// What stands in a list of ciphers, with the default in place of none.
function cipherOption(options) {
  const { ciphers } = options;
  if (ciphers !== undefined && ciphers !== null) validateString(ciphers, 'options.ciphers');
  return ciphers || defaults.ciphers;
}

function curveOption({ ecdhCurve }) {
  if (ecdhCurve === undefined || ecdhCurve === null) return defaults.ecdhCurve;
  if (ecdhCurve === false) return false;
  validateString(ecdhCurve, 'options.ecdhCurve');
  if (ecdhCurve === '') throw failedCurve();
  return ecdhCurve;
}

// Parameters of a group for DHE, or 'auto' for one that suits the key.
function dhOption(dhparam, out) {
  if (dhparam === undefined || dhparam === null) return;
  if (dhparam === 'auto') out.dhAuto = true;
  else out.dhparam = materialBytes(dhparam, 'dhparam');
}

// `ecdhCurve: false`: no suite that needs a curve, and so no TLS 1.3.
function withoutECDH(out) {
  out.curves = 'auto';
  out.ciphers += ':!kECDHE';
  if (out.minVersion > versions['TLSv1.2']) throw failedCurve();
  if (out.maxVersion > versions['TLSv1.2']) out.maxVersion = versions['TLSv1.2'];
}

function failedCurve() {
  const error = new Error('Failed to set ECDH curve');
  error.code = 'ERR_CRYPTO_OPERATION_FAILED';
  return error;
}

function ticketKeyOption({ ticketKeys }) {
  if (ticketKeys === undefined || ticketKeys === null) return undefined;
  if (!isBytes(ticketKeys)) {
    throw new ERR_INVALID_ARG_TYPE('options.ticketKeys', ['Buffer', 'TypedArray', 'DataView'], ticketKeys);
  }
  if (ticketKeys.byteLength !== 48) {
    throw new ERR_INVALID_ARG_VALUE('options.ticketKeys', ticketKeys.byteLength, 'must be exactly 48 bytes');
  }
  return ticketKeys;
}

function refuseEngines(options) {
  const { clientCertEngine, privateKeyEngine, privateKeyIdentifier } = options;
  for (const [name, value] of [['clientCertEngine', clientCertEngine], ['privateKeyEngine', privateKeyEngine],
                               ['privateKeyIdentifier', privateKeyIdentifier]]) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') {
      throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'null', 'undefined'], value);
    }
    const { codes: { ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED } } = require('internal/errors');
    throw new ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED();
  }
}

function sessionOptions(options, out) {
  const { sessionIdContext, sessionTimeout } = options;
  if (sessionIdContext !== undefined && sessionIdContext !== null) {
    validateString(sessionIdContext, 'options.sessionIdContext');
    out.sessionIdContext = Buffer.from(sessionIdContext);
  }
  if (sessionTimeout !== undefined && sessionTimeout !== null) {
    validateInt32(sessionTimeout, 'options.sessionTimeout', 0);
    out.sessionTimeout = sessionTimeout;
  }
  out.ticketKeys = ticketKeyOption(options);
}

// The options in the form that the Go half takes.
function normalize(options) {
  refuseEngines(options);
  const [minVersion, maxVersion] = chooseVersions(options);
  const { ca, cert, crl, dhparam, honorCipherOrder, key, passphrase, pfx, secureOptions, sigalgs } = options;
  const out = { minVersion, maxVersion };
  // Node looks at material in this order, and passes over what is falsy.
  if (ca) out.ca = asList(ca).map((item) => materialBytes(item, 'ca'));
  if (cert) out.certs = asList(cert).map((item) => materialBytes(item, 'cert'));
  if (key) out.keys = keyList(key, passphrase);
  if (sigalgs !== undefined && sigalgs !== null) {
    validateString(sigalgs, 'options.sigalgs');
    if (sigalgs === '') throw new ERR_INVALID_ARG_VALUE('options.sigalgs', sigalgs);
    out.sigalgs = sigalgs;
  }
  out.ciphers = cipherOption(options);
  out.curves = curveOption(options);
  if (out.curves === false) withoutECDH(out);
  dhOption(dhparam, out);
  if (crl !== undefined && crl !== null) out.crl = asList(crl).map((item) => materialBytes(item, 'crl'));
  sessionOptions(options, out);
  if (pfx !== undefined && pfx !== null) out.pfx = pfxList(pfx, passphrase);
  if (secureOptions) {
    validateInteger(secureOptions, 'secureOptions');
    out.secureOptions = secureOptions;
  }
  out.honorCipherOrder = honorCipherOrder === undefined || honorCipherOrder === null ?
    binding.generation.honorCipherOrder : Boolean(honorCipherOrder);
  out.allowPartialTrustChain = Boolean(options.allowPartialTrustChain);
  return out;
}

function SecureContext() {
  if (!(this instanceof SecureContext)) return new SecureContext();
  this.context = null;
}

function createSecureContext(options) {
  if (!options) options = {};
  else validateObject(options, 'options');
  refuseUnsupported(options);
  if (!options.ca) readExtraRoots();
  const secure = new SecureContext();
  secure.context = binding.createContext(normalize(options));
  const bits = secure.context.dhBits();
  if (bits > 0 && bits < 2048) process.emitWarning('DH parameter is less than 2048 bits', 'SecurityWarning');
  return secure;
}

// The native context behind whatever a script gives as one: what
// createSecureContext or createCredentials returned, its .context, or options.
function nativeContext(value) {
  if (value instanceof SecureContext) return value.context;
  if (value !== null && typeof value === 'object') {
    if (value.context !== undefined && value.context !== null) return value.context;
    if (binding.isContext(value)) return value;
  }
  return null;
}

module.exports = { SecureContext, createSecureContext, nativeContext, defaults, isBytes };
