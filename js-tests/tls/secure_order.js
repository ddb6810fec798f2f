'use strict';

// Whose turn is first, in one process: that of the peer who has the last word in
// the handshake is second. In TLS 1.2 that is the client, but for a session that
// is resumed, in TLS 1.3 the server. A server that gives the connection up in
// 'secureConnection' has not told the client of it yet.

const { ca, inTurn, server: keys, tls } = require('./common');

function round(label, options, connect, count, onSecure) {
  return (done) => {
    const seen = new Map();
    let log;
    const server = tls.createServer({ ...keys(), ...options });
    server.on('secureConnection', (socket) => {
      log.push('server');
      socket.on('error', () => {}).resume();
      if (onSecure) onSecure(socket);
    });
    const next = () => {
      log = [];
      const client = tls.connect({ port: server.address().port, ca: ca(), ...connect }, () => {
        log.push(client.isSessionReused() ? 'client, reused' : 'client');
        client.end();
      });
      client.on('session', (session) => { if (connect.session === null) connect.session = session; });
      client.on('error', (error) => log.push(error.code));
      client.on('close', () => {
        const order = log.join(' ');
        seen.set(order, true);
        if (--count > 0) return next();
        console.log(label, [...seen.keys()]);
        server.close(done);
      });
      client.resume();
    };
    server.listen(0, next);
  };
}

const old = { maxVersion: 'TLSv1.2' };
const cbc = { ...old, ciphers: 'ECDHE-RSA-AES256-SHA384' };
inTurn([
  round('TLSv1.2', old, {}, 25),
  round('TLSv1.2, another suite', cbc, { ...cbc }, 25),
  round('TLSv1.2, resumed', old, { session: null }, 25),
  round('TLSv1.3', {}, {}, 5),
  round('destroyed', old, {}, 5, (socket) => socket.destroy()),
  round('written and ended', old, {}, 5, (socket) => socket.end('bytes')),
]);
