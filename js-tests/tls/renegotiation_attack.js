// tlsjs only: Node lets a connection live that has renegotiated too often
'use strict';

// Beyond the limit, and where renegotiation is disabled, the connection ends:
// no further byte is served, with a listener or without.

const { ca, inTurn, server: keys, tls, words } = require('./common');

function run(name, prepareServer, prepareClient, begin) {
  return (done) => {
    const received = [];
    const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2' }, (socket) => {
      prepareServer(socket);
      socket.on('error', (error) => console.log(name, 'server', words(error), socket.destroyed));
      socket.on('data', (data) => received.push(String(data)));
      socket.on('close', (hadError) => {
        console.log(name, 'server close', hadError, received.join());
        server.close(done);
      });
    });
    server.on('tlsClientError', (error) => console.log('tlsClientError', error.message));
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca() }, () => {
        prepareClient(client);
        client.write('before', () => begin(client));
      });
      // A write that was under way fails.
      client.on('error', (error) => { if (error.code !== 'ECONNRESET') console.log(name, 'client', words(error)); });
      client.resume();
    });
  };
}

function nothing() {}

// Renegotiates for ever, and writes as soon as it may.
function attack(client) {
  client.renegotiate({}, () => {
    client.write('still served');
    attack(client);
  });
}

inTurn([
  (done) => {
    tls.CLIENT_RENEG_LIMIT = 0;
    run('limit 0', nothing, nothing, (client) => {
      client.renegotiate({}, () => console.log('renegotiated'));
      client.write('not served');
    })(done);
  },
  (done) => {
    tls.CLIENT_RENEG_LIMIT = 2;
    run('limit 2', nothing, nothing, attack)(done);
  },
  run('disabled', (socket) => socket.disableRenegotiation(), nothing, attack),
  run('disabled, asked by the same side', (socket) => {
    socket.disableRenegotiation();
    socket.once('data', () => console.log(socket.renegotiate({}, () => console.log('renegotiated'))));
  }, nothing, nothing),
  run('disabled on the client', (socket) => {
    socket.once('data', () => socket.renegotiate({}, () => console.log('renegotiated')));
  }, (client) => client.disableRenegotiation(), nothing),
  run('disabled on the client, which asks itself', nothing, (client) => client.disableRenegotiation(), (client) => {
    client.renegotiate({}, (error) => {
      console.log('renegotiated', error);
      client.end();
    });
  }),
  // Its own renegotiations do not count.
  run('the server asks', (socket) => {
    let left = 6;
    const again = () => {
      if (left-- > 0) socket.renegotiate({}, again);
      else socket.end('enough');
    };
    socket.once('data', again);
  }, nothing, nothing),
]);
