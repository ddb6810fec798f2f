'use strict';

// Every option with values of every kind: what throws, and in which words.

const { server: keys, tls } = require('./common');

const odd = {
  undefined: undefined, null: null, true: true, false: false, zero: 0, one: 1, minus: -1, NaN: NaN, infinite: Infinity, large: 2 ** 40,
  empty: '', text: 'text', bytes: Buffer.from('x'), nothing: Buffer.alloc(0), view: new DataView(new ArrayBuffer(48)),
  buffer: new ArrayBuffer(4), list: [], numbers: [1], nulls: [null], texts: ['a'], emptyTexts: [''], objects: [{}],
  object: {}, method() {}, symbol: Symbol('s'), bigint: 1n, date: new Date(0), nested: [[keys().key]],
  pem: [{ pem: null }], passphrase: [{ pem: keys().key, passphrase: 1 }],
};

const material = [
  'ca', 'cert', 'sigalgs', 'ciphers', 'crl', 'dhparam', 'ecdhCurve', 'honorCipherOrder', 'key', 'maxVersion', 'minVersion',
  'passphrase', 'pfx', 'secureOptions', 'secureProtocol', 'sessionIdContext', 'ticketKeys', 'sessionTimeout',
  'allowPartialTrustChain',
];
const ofServers = [
  'SNICallback', 'handshakeTimeout', 'rejectUnauthorized', 'requestCert', 'pskCallback', 'pskIdentityHint', 'allowHalfOpen',
  'pauseOnConnect', 'highWaterMark', 'noDelay', 'keepAlive', 'keepAliveInitialDelay', 'ALPNProtocols', 'secureContext',
];
const ofClients = [
  'enableTrace', 'host', 'port', 'path', 'allowHalfOpen', 'rejectUnauthorized', 'pskCallback', 'servername', 'session',
  'highWaterMark', 'secureContext', 'onread', 'timeout', 'lookup', 'localAddress', 'localPort', 'family', 'hints',
  'autoSelectFamily', 'autoSelectFamilyAttemptTimeout', 'signal', 'requestOCSP', 'keepAlive', 'noDelay',
];
const ofSockets = ['enableTrace', 'requestOCSP', 'pskIdentityHint', 'session', 'highWaterMark', 'signal'];

// What is told otherwise here on purpose, or in OpenSSL's words for broken DER; keys
// in TLS 1.3, which there are none of here, have scripts of their own.
const different = {
  secureProtocol: (value) => Boolean(value) && typeof value !== 'string', // is passed over in silence
  secureOptions: (value, kind) => kind === 'server' && Boolean(value) &&
    (typeof value !== 'number' || value === Infinity), // counts as a number
  ecdhCurve: (value) => value === null || value === false, // the documents of v0.12 have false
  sigalgs: (value) => value === 'text',
  pfx: (value) => ArrayBuffer.isView(value) || Array.isArray(value) && value.length > 0,
  pskCallback: (value) => typeof value === 'function',
  ALPNProtocols: (value) => Boolean(value) && (!Array.isArray(value) || value[0] === ''), // Node aborts, or takes it
  SNICallback: (value, kind) => kind === 'socket',
  session: (value, kind) => kind === 'server socket',
  localAddress: (value) => typeof value === 'bigint',
};

function said(fn) {
  try {
    fn();
    return 'ok';
  } catch (error) {
    const text = error.message.replace(/error:[0-9A-F]+:[^:]*:[^:]*:/, 'error:').replace(/:\.\.\/deps.*/s, '');
    return `${error.name} ${error.code} ${text}`;
  }
}

const drop = (socket) => socket.on('error', () => {}).destroy();
const makers = {
  context: (options) => tls.createSecureContext(options),
  server: (options) => tls.createServer({ ...keys(), ...options }),
  socket: (options) => drop(new tls.TLSSocket(null, options)),
  'server socket': (options) => drop(new tls.TLSSocket(null, { isServer: true, ...keys(), ...options })),
  client: (options) => drop(tls.connect({ host: '127.0.0.1', port: 9, ...options })),
};

// A socket that had begun to connect before it threw has no listener.
process.on('uncaughtException', (error) => {
  if (error.code !== 'ECONNREFUSED') throw error;
});
process.emitWarning = () => {};
for (const [kind, names] of [
  ['context', material], ['server', [...material, ...ofServers]], ['socket', [...material, ...ofSockets]],
  ['server socket', [...material, ...ofSockets]], ['client', [...material, ...ofClients]],
]) {
  for (const name of names) {
    for (const [label, value] of Object.entries(odd)) {
      if (different[name] && different[name](value, kind)) continue;
      console.log(kind, name, label, said(() => makers[kind]({ [name]: value })));
    }
  }
}
for (const [label, value] of Object.entries(odd)) {
  console.log('argument', label, said(() => tls.createSecureContext(value)), '/',
              typeof value === 'function' ? '' : said(() => tls.createServer(value)));
}

// A passphrase of a PFX may be bytes.
const { read } = require('./common');
const pfx = read('client.pfx');
for (const passphrase of ['', Buffer.alloc(0), new Uint8Array(0), Buffer.from('wrong')]) {
  console.log('pfx', said(() => tls.createSecureContext({ pfx, passphrase })));
}
