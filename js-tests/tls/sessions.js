// proves: tls.connect options.session
// proves: tls.createServer options.ticketKeys
// proves: socket.getSession()
'use strict';

// Sessions from the 'session' event resume, in both versions, until the ticket
// keys change; getSession and setSession.

const assert = require('assert');
const { ca, inTurn, server: keys, tls } = require('./common');

function connect(server, options, done) {
  const sessions = [];
  const client = tls.connect({ port: server.address().port, ca: ca(), servername: 'localhost', ...options });
  let reused;
  client.on('secureConnect', () => { reused = client.isSessionReused(); });
  client.on('session', (session) => {
    assert(Buffer.isBuffer(session) && client.secureConnecting === false);
    sessions.push(session);
  });
  client.resume();
  client.on('close', () => done(reused, sessions[0], client));
}

inTurn(['TLSv1.2', 'TLSv1.3'].map((version) => (done) => {
  const reusedHere = [];
  const server = tls.createServer({ ...keys(), maxVersion: version, ticketKeys: Buffer.alloc(48, 1) }, (socket) => {
    reusedHere.push(socket.isSessionReused());
    socket.end('x');
  });
  let session;
  server.listen(0, () => inTurn([
    (next) => connect(server, {}, (reused, fresh) => {
      session = fresh;
      console.log(version, 'first', reused, session.length > 100);
      next();
    }),
    (next) => connect(server, { session }, (reused) => {
      console.log(version, 'again', reused);
      next();
    }),
    (next) => connect(server, { session: Buffer.from('nonsense') }, (reused) => {
      console.log(version, 'nonsense', reused);
      next();
    }),
    (next) => {
      assert.deepStrictEqual(server.getTicketKeys(), Buffer.alloc(48, 1));
      server.setTicketKeys(Buffer.alloc(48, 2));
      connect(server, { session }, (reused) => {
        console.log(version, 'other keys', reused);
        next();
      });
    },
    (next) => {
      server.setTicketKeys(Buffer.alloc(48, 1));
      connect(server, { session }, (reused) => {
        console.log(version, 'old keys', reused);
        next();
      });
    },
    () => server.close(() => {
      console.log(version, 'server', reusedHere.join());
      done();
    }),
  ]));
}));
