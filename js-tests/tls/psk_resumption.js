'use strict';

// Sessions of connections with a pre-shared key, by ticket and by id; a server that
// wants certificates of its clients.

const { SSL_OP_NO_TICKET } = require('crypto').constants;
const { inTurn, journal, tls, words } = require('./common');

const log = journal();
const psk = Buffer.from('82072606b502b0f4025e90eb75fe137d', 'hex');

function run(title, serverOptions, clientOptions, store) {
  return (done) => {
    const both = { ciphers: 'PSK', maxVersion: 'TLSv1.2' };
    const server = tls.createServer({
      ...both,
      pskCallback() {
        log('server', 'asked');
        return psk;
      },
      ...serverOptions,
    }, (socket) => {
      log('server', socket.isSessionReused(), socket.authorized, socket.authorizationError, socket.getCipher().name);
      socket.end('x');
    });
    const sessions = {};
    if (store) {
      server.on('newSession', (id, data, callback) => {
        sessions[id.toString('hex')] = data;
        callback();
      });
      server.on('resumeSession', (id, callback) => callback(null, sessions[id.toString('hex')]));
    }
    server.on('tlsClientError', (error) => log('server', words(error)));
    server.listen(0, () => {
      const connect = (session, left) => {
        const client = tls.connect({
          ...both, port: server.address().port, session,
          checkServerIdentity: () => log('client', 'identity'),
          pskCallback() {
            log('client', 'asked');
            return { psk, identity: 'me' };
          },
          ...clientOptions,
        });
        client.on('secureConnect', () => log('client', client.isSessionReused(), client.authorized));
        client.on('error', (error) => log('client', words(error)));
        client.resume().on('end', () => { session = client.getSession(); });
        client.on('close', () => {
          if (left > 0) return connect(session, left - 1);
          server.close(() => {
            log.print(title);
            done();
          });
        });
      };
      connect(undefined, 1);
    });
  };
}

inTurn([
  run('tickets', {}, {}),
  run('ids', { secureOptions: SSL_OP_NO_TICKET }, {}, true),
  run('certificates wanted', { requestCert: true }, {}),
  run('certificates wanted, of none', { requestCert: true, rejectUnauthorized: false }, {}),
]);
