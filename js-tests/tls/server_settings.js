'use strict';

// A server's settings may be assigned to at any time: each holds for the
// connections that come after. What one connection does with its options is no
// other's business.

const { ca, inTurn, server: keys, tls } = require('./common');

const server = tls.createServer({ ...keys(), ca: ca() });
let told;

server.on('secureConnection', (socket) => {
  const options = socket._tlsOptions;
  console.log(options.requestCert, options.rejectUnauthorized, options.mark, socket.alpnProtocol, socket.servername,
              socket.isPaused(), socket.authorized, socket.authorizationError, socket.getProtocol());
  options.mark = 'changed';
  console.log(socket._tlsOptions === options, options.mark, options.isServer, socket.server === server);
  socket.resume();
  socket.end();
  socket.on('close', () => told());
});

function once(change, more) {
  return (done) => {
    change();
    told = done;
    const { port } = server.address();
    const client = tls.connect({ port, host: '127.0.0.1', servername: 'localhost', ca: ca(), ...more });
    client.on('error', (error) => console.log(error.code));
    client.resume();
  };
}

const two = { ALPNProtocols: ['two'] };
const both = { ALPNProtocols: ['two', 'one'] };
const old = () => ({ ...keys(), ca: ca(), maxVersion: 'TLSv1.2' });

server.listen(0, '127.0.0.1', () => inTurn([
  once(() => {}),
  once(() => {}),
  once(() => { server.requestCert = true; server.rejectUnauthorized = false; }),
  once(() => {}, keys()),
  once(() => { server.requestCert = false; server.ALPNProtocols = ['one']; }, both),
  once(() => { server.setOptions({ rejectUnauthorized: false, ...two }); }, both),
  once(() => { server.pauseOnConnect = true; }, two),
  once(() => { server.pauseOnConnect = false; server.setSecureContext(old()); }, two),
  once(() => { server.addContext('localhost', old()); }, two),
  (done) => server.close(done),
]));
