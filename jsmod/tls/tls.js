'use strict';

// What require('tls') returns: the names of all generations.

const { checkServerIdentity } = require('./identity.js');
const context = require('./context.js');
const { convertALPNProtocols, convertNPNProtocols } = require('./protocols.js');
const roots = require('./roots.js');

const defaultCiphers = [
  'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA256', 'DHE-RSA-AES128-SHA256',
  'ECDHE-RSA-AES256-SHA384', 'DHE-RSA-AES256-SHA384', 'ECDHE-RSA-AES256-SHA256', 'DHE-RSA-AES256-SHA256',
  'HIGH', '!aNULL', '!eNULL', '!EXPORT', '!DES', '!RC4', '!MD5', '!PSK', '!SRP', '!CAMELLIA',
].join(':');

const { defaults } = context;
defaults.ciphers = binding.flag('tls-cipher-list') || defaultCiphers;
defaults.minVersion = versionByFlag('tls-min-v', ['1.0', '1.1', '1.2', '1.3']) || defaults.minVersion;
defaults.maxVersion = versionByFlag('tls-max-v', ['1.3', '1.2']) || defaults.maxVersion;

// The first of some options of the command line that was given.
function versionByFlag(prefix, versions) {
  const version = versions.find((name) => binding.flag(prefix + name) !== undefined);
  return version && (version === '1.0' ? 'TLSv1' : `TLSv${version}`);
}

const tls = exports;

tls.CLIENT_RENEG_LIMIT = 3;
tls.CLIENT_RENEG_WINDOW = 600;
tls.SLAB_BUFFER_SIZE = 10 * 1024 * 1024;

// Values that a script may set for everything that comes after.
function setting(name, key) {
  Object.defineProperty(tls, name, {
    configurable: true,
    enumerable: true,
    get: () => defaults[key],
    set(value) {
      defaults[key] = value;
    },
  });
}

setting('DEFAULT_CIPHERS', 'ciphers');
setting('DEFAULT_ECDH_CURVE', 'ecdhCurve');
setting('DEFAULT_MIN_VERSION', 'minVersion');
setting('DEFAULT_MAX_VERSION', 'maxVersion');

let ciphers;

tls.getCiphers = function getCiphers() {
  if (ciphers === undefined) ciphers = binding.getCiphers().map((name) => name.toLowerCase()).sort();
  return ciphers.slice();
};

// A list that takes time to make, made when somebody looks.
function lazy(name, make, fixed) {
  Object.defineProperty(tls, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      Object.defineProperty(tls, name, { value, configurable: true, enumerable: true, writable: !fixed });
      return value;
    },
    set: fixed ? undefined : (value) => {
      Object.defineProperty(tls, name, { value, configurable: true, enumerable: true, writable: true });
    },
  });
}

lazy('rootCertificates', () => roots.getCACertificates('bundled'), true);

tls.getCACertificates = roots.getCACertificates;
tls.setDefaultCACertificates = roots.setDefaultCACertificates;

// RFC 8879: there is nothing here that compresses certificates.
tls.getCertificateCompressionAlgorithms = () => [];
lazy('parseCertString', () => require('./certstring.js').parseCertString);
tls.convertALPNProtocols = convertALPNProtocols;
tls.convertNPNProtocols = convertNPNProtocols;
tls.checkServerIdentity = checkServerIdentity;
tls.createSecureContext = context.createSecureContext;
tls.SecureContext = context.SecureContext;

lazy('TLSSocket', () => require('./socket.js').TLSSocket);
lazy('CleartextStream', () => require('./socket.js').TLSSocket);
lazy('CryptoStream', () => require('./socket.js').TLSSocket);
lazy('Server', () => require('./server.js').Server);
lazy('createServer', () => require('./server.js').createServer);
lazy('connect', () => require('./connect.js').connect);
lazy('createSecurePair', () => require('./pair.js').createSecurePair);
lazy('SecurePair', () => require('./pair.js').SecurePair);
