'use strict';

// listen(0) is the same port in every worker, another for each call; a second
// listen on a port that is taken fails; exclusive ports are a worker's own.

const cluster = require('cluster');
const net = require('net');

if (cluster.isPrimary) {
  const workers = [cluster.fork(), cluster.fork()];
  const ports = [];
  const one = (i) => {
    if (i === workers.length) {
      console.log('same', ports[0].shared.join() === ports[1].shared.join());
      console.log('distinct', new Set(ports[0].shared).size);
      console.log('own', ports[0].own !== ports[1].own);
      cluster.disconnect();
      return;
    }
    workers[i].once('message', (message) => {
      ports[i] = message;
      console.log(message.failed.replace(/\d+$/, 'PORT'), message.again);
      one(i + 1);
    });
    workers[i].send('listen');
  };
  one(0);
} else {
  process.once('message', async () => {
    const listen = (options) => new Promise((resolve) => {
      const server = net.createServer().listen(options, () => resolve(server));
    });
    const port = (server) => server.address().port;
    const shared = [];
    for (let i = 0; i < 3; i++) shared.push(port(await listen({ port: 0, host: '127.0.0.1' })));
    shared.push(port(await listen({ port: 0 })));
    const exclusive = await listen({ port: 0, host: '127.0.0.1', exclusive: true });
    process.on('disconnect', () => exclusive.close());
    const own = port(exclusive);
    const failed = await new Promise((resolve) => {
      net.createServer().listen(shared[0], '127.0.0.1').on('error', (err) => resolve(err.message));
    });
    // A server that closes and listens again finds its socket.
    const server = await listen({ port: 0, host: '127.0.0.2' });
    const first = port(server);
    await new Promise((resolve) => server.close(resolve));
    const again = await listen({ port: first, host: '127.0.0.2' });
    process.send({ shared, own, failed, again: port(again) === first });
    again.close();
  });
}
