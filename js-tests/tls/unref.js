'use strict';

// What is unreferenced does not keep the program alive, in any state.

const { ca, server: keys, tls } = require('./common');

const server = tls.createServer(keys(), (socket) => {
  console.log('connected');
  socket.unref();
});
server.unref();
server.listen(0, () => {
  const client = tls.connect({ port: server.address().port, ca: ca() }, () => {
    client.unref();
    console.log(client.ref() === client, client.unref() === client);
  });
  process.on('exit', () => console.log('exit', client.destroyed));
});
