'use strict';

// A socket that is piped into a stream of JavaScript before its handshake.

const { PassThrough } = require('stream');
const { ca, server: keys, tls } = require('./common');

const server = tls.createServer(keys(), (socket) => {
  let left = 50;
  const more = () => {
    socket.write(Buffer.alloc(1000, 'x'));
    if (--left > 0) setImmediate(more);
    else socket.end();
  };
  more();
});
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, ca: ca() });
  let bytes = 0;
  socket.pipe(new PassThrough()).on('data', (data) => { bytes += data.length; }).on('end', () => {
    console.log(bytes);
    server.close();
  });
});
