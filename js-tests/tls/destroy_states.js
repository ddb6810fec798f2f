'use strict';

// destroy() in every state: 'close' once, an error only if there was one given.

const { ca, inTurn, journal, server: keys, tls, watch } = require('./common');

const log = journal();
const server = tls.createServer(keys(), (socket) => socket.on('error', () => {}).resume());
server.on('tlsClientError', () => {});

const states = {
  'at once': (socket, destroy) => destroy(),
  'next tick': (socket, destroy) => process.nextTick(destroy),
  'lookup': (socket, destroy) => socket.on('lookup', destroy),
  'connect': (socket, destroy) => socket.on('connect', destroy),
  'during the handshake': (socket, destroy) => socket.on('connect', () => setImmediate(destroy)),
  'secureConnect': (socket, destroy) => socket.on('secureConnect', destroy),
  'after a write': (socket, destroy) => socket.on('secureConnect', () => {
    socket.write(Buffer.alloc(1000000));
    destroy();
  }),
  'with a write that waits': (socket, destroy) => {
    socket.write('x', () => log('client', 'write called back'));
    socket.on('connect', destroy);
  },
  'after end': (socket, destroy) => socket.on('secureConnect', () => {
    socket.end('x');
    destroy();
  }),
};

server.listen(0, () => {
  const steps = [];
  for (const name of Object.keys(states)) {
    for (const error of [undefined, new Error('given')]) {
      steps.push((done) => {
        const socket = tls.connect({ port: server.address().port, ca: ca() });
        watch(log, 'client', socket, ['error', 'close', 'end', 'finish']);
        socket.on('close', () => setTimeout(() => {
          log('client', socket.destroyed, socket.secureConnecting, socket.connecting);
          log.print(`${name} ${error === undefined ? 'without' : 'with'} error`);
          done();
        }, 10));
        let destroyed = false;
        states[name](socket, () => {
          if (!destroyed) socket.destroy(error);
          destroyed = true;
        });
      });
    }
  }
  inTurn([...steps, () => server.close()]);
});
