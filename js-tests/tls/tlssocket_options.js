// proves: new tls.TLSSocket options.isServer
// proves: new tls.TLSSocket options.server
// proves: new tls.TLSSocket options.secureContext
// proves: new tls.TLSSocket options.requestCert
// proves: new tls.TLSSocket options.rejectUnauthorized
// proves: new tls.TLSSocket options.SNICallback
// proves: class TLSSocket
'use strict';

// new tls.TLSSocket with its options, around sockets that are connected already.

const net = require('net');
const { ca, client: clientKeys, inTurn, journal, server: keys, tls } = require('./common');

const log = journal();

function attempt(title, serverOptions, clientOptions, server) {
  return (done) => {
    const listening = net.createServer((raw) => {
      const socket = new tls.TLSSocket(raw, { isServer: true, ...serverOptions });
      socket.on('error', (error) => log('server', 'error', error.code));
      socket.on('secure', () => {
        log('server', 'secure', socket.servername, 'authorized', socket.authorized, 'peer', Boolean(socket.getPeerCertificate().subject));
        socket.end('x');
      });
      socket.resume();
    });
    listening.listen(0, () => {
      const raw = net.connect(listening.address().port, '127.0.0.1', () => {
        const socket = new tls.TLSSocket(raw, clientOptions);
        if (clientOptions.name) socket.setServername(clientOptions.name);
        socket.on('error', (error) => log('client', 'error', error.code));
        socket.on('secure', () => log('client', 'secure', socket.getPeerCertificate().subject.CN, 'reused', socket.isSessionReused(), socket.encrypted));
        let text = '';
        socket.on('data', (data) => { text += data; });
        socket.on('close', () => {
          log('client', 'got', text);
          listening.close(() => {
            log.print(title);
            done();
          });
        });
        // A client that wrote nothing has not begun.
        socket.write('');
        socket.write('begin');
      });
    });
  };
}

const secureContext = tls.createSecureContext({ ...keys(), ca: ca() });
const own = tls.createSecureContext({ ca: ca(), ...clientKeys() });
const v12 = tls.createSecureContext({ ca: ca(), maxVersion: 'TLSv1.2' });
const server = tls.createServer(keys());
const empty = tls.createSecureContext({});

inTurn([
  attempt('keys among the options', keys(), { ca: ca() }),
  attempt('contexts', { secureContext }, { secureContext: own }),
  attempt('a server', { secureContext, server }, {}),
  attempt('requestCert', { secureContext, requestCert: true, rejectUnauthorized: false }, { secureContext: own }),
  attempt('requestCert, without a certificate', { secureContext, requestCert: true, rejectUnauthorized: false }, { secureContext: v12 }),
  attempt('rejectUnauthorized', { secureContext, requestCert: true, rejectUnauthorized: true }, { secureContext: v12 }),
  attempt('SNICallback', { secureContext: empty, SNICallback: (name, callback) => callback(null, secureContext) }, { name: 'a.test' }),
]);
