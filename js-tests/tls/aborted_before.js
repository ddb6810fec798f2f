// tlsjs only: Node 20 connects in spite of the signal and dies of an assertion
'use strict';

// A signal that is aborted before tls.connect: no connection is made.

const { tls, server: keys } = require('./common');

const server = tls.createServer(keys(), () => console.log('a connection'));
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, signal: AbortSignal.abort() });
  for (const event of ['connect', 'secureConnect', 'end']) socket.on(event, () => console.log(event));
  socket.on('error', (error) => {
    if (error.name !== 'AbortError' || error.code !== 'ABORT_ERR') throw error;
  });
  let closed = 0;
  socket.on('close', () => {
    closed++;
    setTimeout(() => {
      if (closed !== 1 || !socket.destroyed) throw new Error(`closed ${closed} times`);
      server.close();
    }, 50);
  });
});
