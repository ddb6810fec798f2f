'use strict';

// Peers that talk no TLS, go away, or have nothing in common: exactly one
// error on each end, then 'close', and a server that goes on serving.

const net = require('net');
const { ca, inTurn, journal, server: keys, tls, watch, words } = require('./common');

const log = journal();
const server = tls.createServer({ ...keys() }, (socket) => socket.end('served'));
server.on('tlsClientError', (error, socket) => {
  log('server', words(error), error.library, error.reason, socket instanceof tls.TLSSocket, socket.destroyed);
});
server.on('secureConnection', () => log('server', 'secure'));

function raw(title, talk) {
  return (done) => {
    const socket = net.connect(server.address().port, () => talk(socket));
    let bytes = '';
    socket.on('data', (data) => { bytes += data.toString('hex'); });
    socket.on('end', () => log('peer', 'end'));
    socket.on('error', (error) => log('peer', error.code));
    socket.on('close', () => setTimeout(() => {
      if (bytes.length <= 14) log('peer', bytes);
      log.print(title);
      done();
    }, 30));
  };
}

function secure(title, options) {
  return (done) => {
    const socket = tls.connect({ port: server.address().port, ca: ca(), ...options });
    watch(log, 'client', socket, ['secureConnect', 'error', 'close']);
    socket.on('error', (error) => log('client', error.library, error.reason, socket.destroyed));
    socket.resume();
    socket.on('close', () => setTimeout(() => {
      log.print(title);
      done();
    }, 30));
  };
}

server.listen(0, '127.0.0.1', () => inTurn([
  raw('garbage', (socket) => socket.write('this is not TLS at all, not even nearly')),
  secure('served after garbage', { host: '127.0.0.1', servername: 'localhost' }),
  raw('plain HTTP', (socket) => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')),
  raw('goes at once', (socket) => socket.end()),
  raw('goes in the middle', (socket) => socket.end(Buffer.from('16030100a0010000', 'hex'))),
  raw('is reset', (socket) => socket.resetAndDestroy()),
  secure('no version in common', { host: '127.0.0.1', maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }),
  secure('certificate of another host', { host: '127.0.0.1', servername: 'other.test' }),
  secure('unknown issuer', { host: '127.0.0.1', servername: 'localhost', ca: [] }),
  secure('served at the end', { host: '127.0.0.1', servername: 'localhost' }),
  (done) => server.close(done),
  (done) => {
    const suites = tls.createServer({ ...keys(), ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' });
    suites.on('tlsClientError', (error) => log('server', words(error)));
    suites.listen(0, () => {
      const socket = tls.connect({ port: suites.address().port, ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256' });
      watch(log, 'client', socket, ['error', 'close']);
      socket.on('close', () => suites.close(() => {
        log.print('no cipher in common');
        done();
      }));
    });
  },
]));
