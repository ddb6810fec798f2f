// proves: new tls.TLSSocket options.session
'use strict';

// A TLSSocket that is made by hand resumes the session that it is given, with a
// ticket and without.

const net = require('net');
const { constants } = require('crypto');
const { ca, inTurn, server: keys, tls } = require('./common');

function connect(server, session, done) {
  const raw = net.connect(server.address().port, () => {
    const socket = new tls.TLSSocket(raw, {
      secureContext: tls.createSecureContext({ ca: ca(), maxVersion: 'TLSv1.2' }), isServer: false, session,
    });
    let given;
    socket.on('secure', () => {
      given = socket.getSession();
      console.log('reused', socket.isSessionReused());
    });
    socket.on('end', () => socket.end());
    socket.on('close', () => done(given));
    socket.write('begin');
    socket.resume();
  });
}

function run(name, options, prepare) {
  return (done) => {
    const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2', ...options }, (socket) => {
      socket.resume().on('error', () => {}).end('x');
    });
    prepare(server);
    server.listen(0, () => connect(server, undefined, (session) => connect(server, session, () => {
      console.log(name);
      server.close(done);
    })));
  };
}

inTurn([
  run('ticket', {}, () => {}),
  run('id', { secureOptions: constants.SSL_OP_NO_TICKET }, (server) => {
    const sessions = {};
    server.on('newSession', (id, data, callback) => {
      sessions[id.toString('hex')] = data;
      callback();
    });
    server.on('resumeSession', (id, callback) => callback(null, sessions[id.toString('hex')] || null));
  }),
]);
