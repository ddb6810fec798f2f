'use strict';

// https.Agent: connections by all that TLS makes of them, and sessions to resume.

const tls = require('tls');
const { Agent: HTTPAgent } = require('http');
const { debugTLS: debug } = require('internal/http');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  HTTPAgent.call(this, options);
  this.defaultPort = 443;
  this.protocol = 'https:';
  this.maxCachedSessions = this.options.maxCachedSessions;
  if (this.maxCachedSessions === undefined) this.maxCachedSessions = 100;
  this._sessionCache = { map: {}, list: [] };
}
Object.setPrototypeOf(Agent.prototype, HTTPAgent.prototype);
Object.setPrototypeOf(Agent, HTTPAgent);

// (options), (port[, host][, options]).
Agent.prototype.createConnection = function createConnection(port, host, options) {
  if (port !== null && typeof port === 'object') options = port;
  else if (host !== null && typeof host === 'object') options = { ...host };
  else options = options !== null && typeof options === 'object' ? { ...options } : {};
  if (typeof port === 'number') options.port = port;
  if (typeof host === 'string') options.host = host;
  debug?.('createConnection', options);
  const key = options._agentKey;
  const session = key ? this._getSession(key) : undefined;
  if (session) {
    debug?.('reuse session for %j', key);
    options = { session, ...options };
  }
  const socket = tls.connect(options);
  if (key) {
    socket.on('session', (fresh) => { this._cacheSession(key, fresh); });
    // A session may be why it failed.
    socket.once('close', (failed) => { if (failed) this._evictSession(key); });
  }
  return socket;
};

// What makes two connections different, in the order of their name; those of the
// second list count with any value but undefined.
const kIfSet = [
  'ca', 'cert', 'clientCertEngine', 'ciphers', 'key', 'pfx', 'rejectUnauthorized', 'servername', 'minVersion',
  'maxVersion', 'secureProtocol', 'crl', 'honorCipherOrder', 'ecdhCurve', 'dhparam', 'secureOptions',
  'sessionIdContext', 'sigalgs', 'privateKeyIdentifier', 'privateKeyEngine',
];
const kIfDefined = ['rejectUnauthorized', 'honorCipherOrder', 'secureOptions'];

function shown(options, name) {
  const value = options[name];
  if (kIfDefined.includes(name)) return value === undefined ? '' : value;
  if (!value || (name === 'servername' && value === options.host)) return '';
  return name === 'sigalgs' ? JSON.stringify(value) : value;
}

Agent.prototype.getName = function getName(options = {}) {
  let name = HTTPAgent.prototype.getName.call(this, options);
  for (const option of kIfSet) name += `:${shown(options, option)}`;
  return name;
};

Agent.prototype._getSession = function _getSession(key) {
  return this._sessionCache.map[key];
};

Agent.prototype._cacheSession = function _cacheSession(key, session) {
  if (this.maxCachedSessions === 0) return;
  const { list, map } = this._sessionCache;
  if (!map[key]) {
    if (list.length >= this.maxCachedSessions) {
      const oldest = list.shift();
      debug?.('evicting %j', oldest);
      delete map[oldest];
    }
    list.push(key);
  }
  map[key] = session;
};

Agent.prototype._evictSession = function _evictSession(key) {
  const { list, map } = this._sessionCache;
  const index = list.indexOf(key);
  if (index === -1) return;
  list.splice(index, 1);
  delete map[key];
};

module.exports = { Agent };
