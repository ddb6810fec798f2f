'use strict';

// keepAlive and keepAliveInitialDelay reach the system's socket, which shows its
// timer in /proc/net/tcp (Linux).

const fs = require('fs');
const { ca, inTurn, server: keys, tls } = require('./common');

// Which timer of a connection runs, and for how many seconds still.
function timer(localPort, remotePort) {
  const hex = (port) => port.toString(16).toUpperCase().padStart(4, '0');
  for (const line of fs.readFileSync('/proc/net/tcp', 'utf8').split('\n')) {
    const [, local, remote, , , running] = line.trim().split(/\s+/);
    if (local === undefined || !local.endsWith(`:${hex(localPort)}`) || !remote.endsWith(`:${hex(remotePort)}`)) continue;
    const [kind, left] = running.split(':');
    return [kind === '02' ? 'keep-alive' : 'none', kind === '02' ? Math.ceil(parseInt(left, 16) / 100 / 100) * 100 : 0];
  }
  return ['gone'];
}

const table = [[{}, {}], [{ keepAlive: true, keepAliveInitialDelay: 300000 }, {}], [{}, { keepAlive: true, keepAliveInitialDelay: 700000 }]];

inTurn(table.map(([serverOptions, clientOptions]) => (done) => {
  const server = tls.createServer({ ...keys(), ...serverOptions }, (socket) => socket.on('data', () => {
    // What is under way has a timer of its own.
    setTimeout(() => {
      const ends = [socket.localPort, socket.remotePort];
      const shown = process.platform === 'linux' ?
        [timer(...ends), timer(...ends.reverse())] :
        [serverOptions, clientOptions].map((o) => (o.keepAlive ? ['keep-alive', o.keepAliveInitialDelay / 1000] : ['none', 0]));
      // A client keeps alive in its own way where it was not told to.
      console.log('server', ...shown[0], 'client', ...(clientOptions.keepAlive ? shown[1] : []));
      socket.end();
    }, 300);
  }));
  server.listen(0, '127.0.0.1', () => {
    const socket = tls.connect({ port: server.address().port, host: '127.0.0.1', ca: ca(), checkServerIdentity() {}, ...clientOptions },
      () => socket.write('x'));
    socket.resume().on('close', () => server.close(done));
  });
}));
