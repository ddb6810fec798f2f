// proves: event 'secureConnect'
// proves: event 'secureConnection'
// proves: socket.address()
// proves: socket.localAddress
// proves: socket.localPort
// proves: socket.remoteAddress
// proves: socket.remoteFamily
// proves: socket.remotePort
// proves: socket.encrypted
// proves: class Server
'use strict';

// Events and properties of a connection that goes well, in their order.

const { ca, journal, server: keys, tls, watch } = require('./common');

const log = journal();
const all = ['connect', 'secure', 'secureConnect', 'ready', 'data', 'end', 'finish', 'close', 'error', 'timeout', 'session'];

const server = watch(log, 'server', tls.createServer(keys()), ['listening', 'connection', 'secureConnection', 'close', 'tlsClientError']);
server.on('secureConnection', (socket) => {
  watch(log, 'server socket', socket, all.filter((event) => event !== 'session' && event !== 'finish'));
  log('server socket', 'is', socket.encrypted, socket.authorized, socket.authorizationError, socket.servername,
      socket.alpnProtocol, socket.secureConnecting, socket.connecting, socket.readyState, socket.getProtocol());
  log('server socket', 'address', socket.remoteAddress, socket.remoteFamily, typeof socket.remotePort,
      socket.localPort === server.address().port, JSON.stringify(Object.keys(socket.address())));
  log('server socket', 'cipher', JSON.stringify(socket.getCipher()));
  socket.setEncoding('utf8');
  socket.on('data', (text) => {
    log('server socket', text);
    socket.end(text.toUpperCase());
  });
});

server.listen(0, '127.0.0.1', () => {
  const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca: ca(), maxVersion: 'TLSv1.3' });
  watch(log, 'client', client, all.filter((event) => event !== 'session'));
  log('client', 'before', client.connecting, client.secureConnecting, client.authorized, client.encrypted,
      client.readyState, client.pending);
  client.on('secureConnect', () => {
    log('client', 'is', client.authorized, client.authorizationError, client.servername, client.alpnProtocol,
        client.secureConnecting, client.connecting, client.readyState, client.isSessionReused());
    log('client', 'address', client.remoteAddress, client.remotePort === server.address().port, client.localFamily);
    log('client', 'cipher', JSON.stringify(client.getCipher()), client.getProtocol());
    client.write('text');
  });
  client.on('data', (data) => log('client', String(data)));
  client.on('close', () => {
    log('client', 'after', client.destroyed, client.getProtocol(), client.getCipher(), client.getPeerCertificate(),
        client.authorized, client.readyState);
    server.close(() => setTimeout(log.print, 20));
  });
});
