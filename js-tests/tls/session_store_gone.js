// tlsjs only: Node keeps the client of a listener that never answers waiting, also beyond handshakeTimeout
'use strict';

// Listeners that throw, never answer, or answer when the client has gone, harm
// nobody else.

const { constants } = require('crypto');
const { ca, inTurn, server: keys, tls, words } = require('./common');

const options = () => ({
  ...keys(), maxVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET, handshakeTimeout: 300,
});

// A client that may do TLS 1.3 shows an id in any case.
function connect(server, done) {
  const client = tls.connect({ port: server.address().port, ca: ca() });
  client.on('secureConnect', () => console.log('client secure'));
  client.on('error', (error) => console.log('client', words(error)));
  client.on('close', done);
  client.resume();
}

inTurn([
  ...['newSession', 'resumeSession'].flatMap((event) => [
    (done) => {
      const server = tls.createServer(options(), (socket) => socket.end());
      const thrown = (error) => console.log('uncaught', error.message);
      process.on('uncaughtException', thrown);
      server.once(event, () => {
        throw new Error(event);
      });
      server.on(event, (...args) => setImmediate(args[args.length - 1]));
      server.on('tlsClientError', (error) => console.log(event, words(error)));
      server.listen(0, () => connect(server, () => connect(server, () => server.close(() => {
        process.removeListener('uncaughtException', thrown);
        done();
      }))));
    },
    (done) => {
      const server = tls.createServer(options(), (socket) => socket.end());
      server.once(event, () => {});
      server.on('tlsClientError', (error) => console.log(event, words(error)));
      server.listen(0, () => connect(server, () => server.close(done)));
    },
    (done) => {
      const server = tls.createServer({ ...options(), handshakeTimeout: 5000 }, (socket) => socket.on('error', () => {}).end());
      server.on('tlsClientError', (error) => console.log(event, error.code));
      server.listen(0, () => {
        const client = tls.connect({ port: server.address().port, ca: ca() });
        client.on('error', () => {});
        server.once(event, (...args) => {
          client.destroy();
          setTimeout(() => {
            args[args.length - 1](null, null);
            server.close(done);
          }, 100);
        });
      });
    },
  ]),
]);
