// tlsjs only: Node leaves such a connection open until it is collected
'use strict';

// A connection for which no socket can be made, because an option has become a
// wrong one, is closed.

const net = require('net');
const { server: keys, tls } = require('./common');

function closes(spoil, next) {
  const options = keys();
  const server = tls.createServer(options, () => console.log('connected'));
  spoil(server, options);
  process.once('uncaughtException', (error) => console.log(error.code));
  server.listen(0, '127.0.0.1', () => {
    const client = net.connect(server.address().port, '127.0.0.1');
    client.on('close', () => {
      console.log('closed');
      server.close(next);
    });
    client.resume();
  });
}

closes((server, options) => { options.enableTrace = 'yes'; }, () => {
  closes((server) => { server.highWaterMark = -1; }, () => {});
});
