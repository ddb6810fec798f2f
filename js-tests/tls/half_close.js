'use strict';

// end() with and without allowHalfOpen on either side: who may still write.

const { ca, inTurn, journal, server: keys, tls, watch } = require('./common');

const log = journal();
const steps = [];
for (const version of ['TLSv1.2', 'TLSv1.3']) {
  for (const serverOpen of [false, true]) {
    for (const clientOpen of [false, true]) {
      for (const first of ['server', 'client']) steps.push((done) => run({ version, serverOpen, clientOpen, first }, done));
    }
  }
}

function run({ version, serverOpen, clientOpen, first }, done) {
  const play = (name, socket) => {
    watch(log, name, socket, ['end', 'close', 'error']);
    let text = '';
    socket.on('data', (piece) => { text += piece; });
    socket.on('close', () => log(name, 'got', JSON.stringify(text)));
    if (name === first) {
      socket.end('first');
    } else {
      socket.on('end', () => {
        log(name, 'writable', socket.writable, socket.allowHalfOpen);
        if (socket.allowHalfOpen) setTimeout(() => socket.end('second'), 20);
      });
    }
  };
  const server = tls.createServer({ ...keys(), allowHalfOpen: serverOpen, maxVersion: version }, (socket) => play('server', socket));
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca(), allowHalfOpen: clientOpen }, () => play('client', client));
    client.on('close', () => server.close(() => setTimeout(() => {
      log.print([version, serverOpen, clientOpen, first].join(' '));
      done();
    }, 30)));
  });
}

inTurn(steps);
