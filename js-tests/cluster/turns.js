'use strict';

// Connections go to the workers by turns, over TCP and a unix socket; closing a
// server in one worker leaves the other's.

const cluster = require('cluster');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

if (cluster.isPrimary) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-'));
  const workers = [cluster.fork({ DIR: dir }), cluster.fork({ DIR: dir })];
  let port;
  let listening = 0;
  cluster.on('listening', (worker, address) => {
    if (address.port > 0) port = address.port;
    else console.log(path.basename(address.address), address.addressType, address.port);
    if (++listening === 4) run();
  });
  const ask = (where) => new Promise((resolve, reject) => {
    let answer = '';
    net.connect(where).setEncoding('utf8').on('data', (text) => answer += text).on('error', reject)
      .on('end', () => resolve(answer));
  });
  const count = async (where) => {
    const seen = { 1: 0, 2: 0 };
    for (let i = 0; i < 20; i++) seen[await ask(where)]++;
    return seen;
  };
  // On a busy machine one that is held up is passed over.
  const shared = (seen) => (Math.abs(seen[1] - seen[2]) <= 8 ? 'by turns' : seen);
  const run = async () => {
    console.log(shared(await count(port)), shared(await count(path.join(dir, 'socket'))));
    workers[0].send('close');
    await new Promise((resolve) => workers[0].once('message', resolve));
    console.log(await count(port));
    workers[0].process.kill('SIGKILL');
    await new Promise((resolve) => workers[0].once('exit', resolve));
    console.log(await count(path.join(dir, 'socket')));
    cluster.disconnect(() => fs.rmSync(dir, { recursive: true }));
  };
} else {
  const answer = (socket) => socket.end(`${cluster.worker.id}`);
  const tcp = net.createServer(answer).listen(0, '127.0.0.1');
  net.createServer(answer).listen(path.join(process.env.DIR, 'socket'));
  process.on('message', () => tcp.close(() => process.send('closed')));
}
