// proves: server.listen()
// proves: server.close()
// proves: server.address()
// proves: server.maxConnections
'use strict';

// listen in its forms, close, address, maxConnections, connections counted.

const assert = require('assert');
const { ca, inTurn, server: keys, tls } = require('./common');

function listen(...args) {
  return (done) => {
    const server = tls.createServer(keys());
    server.on('listening', () => {
      const { address, family, port } = server.address();
      console.log(args.filter((arg) => typeof arg !== 'function').map((arg) => JSON.stringify(arg)).join(), address, family, port > 0,
                  server.listening);
      server.close((error) => {
        console.log('closed', error, server.listening, server.address());
        done();
      });
    });
    assert.strictEqual(server.listen(...args), server);
  };
}

inTurn([
  listen(0),
  listen(0, '127.0.0.1'),
  listen(0, 'localhost', 10),
  listen({ port: 0, host: '127.0.0.1' }),
  listen({ port: 0, host: '::1', ipv6Only: true }),
  listen(),
  listen(0, () => {}),
  (done) => {
    const server = tls.createServer(keys(), (socket) => socket.resume());
    server.maxConnections = 1;
    server.on('drop', (data) => console.log('dropped', typeof data.remotePort));
    server.listen(0, () => {
      const first = tls.connect({ port: server.address().port, ca: ca() }, () => {
        server.getConnections((error, count) => console.log('connections', error, count));
        const second = tls.connect({ port: server.address().port, ca: ca() });
        second.on('error', (error) => console.log('second', error.code));
        second.on('close', () => {
          server.close((error) => {
            console.log('closed', error);
            done();
          });
          console.log('not closed yet', server.listening);
          first.end();
        });
      });
      first.resume();
    });
  },
  (done) => {
    const server = tls.createServer(keys());
    server.close((error) => {
      console.log(error.code);
      done();
    });
  },
]);
