// tlsjs only: Node keeps no sessions by itself
'use strict';

// Without listeners a server keeps sessions with ids itself, for sessionTimeout.

const { constants } = require('crypto');
const { ca, inTurn, server: keys, tls } = require('./common');

function run(name, serverOptions, clientOptions, steps) {
  return (done) => {
    const reusedThere = [];
    const server = tls.createServer({
      ...keys(), maxVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET, ...serverOptions,
    }, (socket) => {
      reusedThere.push(socket.isSessionReused());
      socket.end();
    });
    let session;
    server.listen(0, () => inTurn([
      ...steps.map(([wait, expected]) => (next) => setTimeout(() => {
        const client = tls.connect({
          port: server.address().port, ca: ca(), servername: 'localhost', session, ...clientOptions,
        });
        client.on('secureConnect', () => {
          if (client.isSessionReused() !== expected) console.log(name, 'reused', client.isSessionReused());
          if (!client.authorized || client.getPeerCertificate(true).raw === undefined) console.log(name, 'no certificate');
          session = client.getSession();
        });
        client.resume().on('close', next);
      }, wait)),
      () => server.close(() => {
        console.log(name, reusedThere.join());
        done();
      }),
    ]));
  };
}

inTurn([
  run('kept', {}, { maxVersion: 'TLSv1.2' }, [[0, false], [0, true], [0, true]]),
  run('kept for a client that could do TLS 1.3', {}, {}, [[0, false], [0, true], [0, true]]),
  run('kept for a second', { sessionTimeout: 1 }, {}, [[0, false], [0, true], [2200, false]]),
]);
