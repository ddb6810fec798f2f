// proves: tls.CLIENT_RENEG_LIMIT
// proves: tls.CLIENT_RENEG_WINDOW
'use strict';

// CLIENT_RENEG_LIMIT and CLIENT_RENEG_WINDOW, read when they are used; one
// renegotiation too many is an error of the server's socket.

const { ca, inTurn, server: keys, tls, words } = require('./common');

function attack(name, between, done) {
  let renegotiations = 0;
  const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2' }, (socket) => {
    socket.on('secure', () => { renegotiations++; });
    socket.once('error', (error) => {
      console.log(name, 'after', renegotiations, words(error));
      socket.destroy();
    });
    socket.resume();
  });
  server.on('tlsClientError', (error) => console.log('tlsClientError', error.message));
  server.listen(0, () => {
    let wanted = 0;
    const client = tls.connect({ port: server.address().port, ca: ca() }, function again() {
      wanted++;
      client.renegotiate({}, () => between(wanted, again));
    });
    client.on('error', (error) => console.log('client', words(error)));
    client.resume().on('close', (hadError) => {
      console.log(name, 'wanted', wanted, 'close', hadError);
      server.close(done);
    });
  });
}

inTurn([
  ...[0, 1, 3, 5].map((limit) => (done) => {
    tls.CLIENT_RENEG_LIMIT = limit;
    attack(`limit ${limit}`, (wanted, again) => again(), done);
  }),
  (done) => {
    tls.CLIENT_RENEG_LIMIT = 10;
    attack('raised and lowered', (wanted, again) => {
      if (wanted === 4) tls.CLIENT_RENEG_LIMIT = 4;
      again();
    }, done);
  },
  (done) => {
    tls.CLIENT_RENEG_LIMIT = 1;
    tls.CLIENT_RENEG_WINDOW = 2;
    attack('a short window', (wanted, again) => {
      if (wanted === 1) setTimeout(again, 2500);
      else again();
    }, done);
  },
]);
