'use strict';

// Every way in which a worker ends: its code or signal, and whether it was meant.

const cluster = require('cluster');
const net = require('net');

const ways = {
  exit() { process.exit(3); },
  exitCode() { process.exitCode = 4; process.disconnect(); },
  disconnect() { process.disconnect(); },
  unref() { process.channel.unref(); },
  kill() { cluster.worker.kill(); },
  destroy() { cluster.worker.destroy(); },
  leave() { cluster.worker.disconnect(); },
  leaveServer() { net.createServer().listen(0, () => cluster.worker.disconnect()); },
  self() { process.kill(process.pid, 'SIGTERM'); },
  handled() {
    process.on('SIGTERM', (name, number) => {
      process.send(`${name} ${number}`);
      process.exit(6);
    });
    process.send('kill me');
  },
  endless() { process.send('kill me hard', () => setImmediate(() => { for (;;); })); },
  ask() { process.send('kill me'); },
  meant() { process.send('let me go'); },
  ofAll() { process.send('let all go'); },
};

if (cluster.isPrimary) {
  const names = Object.keys(ways);
  const next = () => {
    const name = names.shift();
    if (name === undefined) return;
    const worker = cluster.fork({ WAY: name });
    worker.on('message', (message) => {
      console.log(message);
      switch (message) {
        case 'kill me': worker.kill(); break;
        case 'kill me hard': worker.process.kill('SIGKILL'); break;
        case 'let me go': worker.disconnect(); break;
        case 'let all go': cluster.disconnect(() => console.log('all gone')); break;
      }
    });
    worker.on('disconnect', () => console.log(name, 'disconnect', worker.exitedAfterDisconnect, worker.isDead()));
    worker.on('exit', (code, signal) => {
      const { exitCode, signalCode, killed, connected } = worker.process;
      console.log(name, 'exit', code, signal, worker.exitedAfterDisconnect, worker.state);
      console.log(exitCode, signalCode, killed, connected, worker.isDead(), worker.process.kill());
      next();
    });
  };
  next();
} else {
  ways[process.env.WAY]();
}
