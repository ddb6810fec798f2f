'use strict';

// What was written before end() arrives, however it was written.

const assert = require('assert');
const { ca, inTurn, server: keys, tls } = require('./common');

const block = Buffer.alloc(300000, 'abc');
const ways = {
  'end with data': (socket) => socket.end(block),
  'write, end': (socket) => {
    socket.write(block);
    socket.end();
  },
  'many writes, end': (socket) => {
    for (let i = 0; i < 300; i++) socket.write(block.subarray(i * 1000, (i + 1) * 1000));
    socket.end();
  },
  'corked': (socket) => {
    socket.cork();
    for (let i = 0; i < 3; i++) socket.write(block.subarray(i * 100000, (i + 1) * 100000));
    socket.end();
  },
  'text': (socket) => socket.end(String(block)),
  'latin1': (socket) => socket.end(block.toString('latin1'), 'latin1'),
  'destroySoon': (socket) => {
    socket.write(block);
    socket.destroySoon();
  },
};

function collect(name, socket, done) {
  const chunks = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('end', () => {
    const all = Buffer.concat(chunks);
    console.log(name, all.length, all.equals(block));
    done();
  });
}

const steps = [];
for (const name of Object.keys(ways)) {
  steps.push((done) => {
    const server = tls.createServer(keys(), (socket) => ways[name](socket));
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca() });
      collect(`${name} from the server`, client, () => server.close(done));
    });
  });
  if (name === 'destroySoon') continue; // it ends a connection that is not there yet
  steps.push((done) => {
    const server = tls.createServer(keys(), (socket) => collect(`${name} from the client`, socket, () => {
      socket.end();
      server.close(done);
    }));
    server.listen(0, () => {
      // Before the handshake, even before the connection.
      const client = tls.connect({ port: server.address().port, ca: ca() });
      client.resume();
      ways[name](client);
      assert(client.writableEnded);
    });
  });
}
inTurn(steps);
