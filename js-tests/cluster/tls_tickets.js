'use strict';

// A ticket of one worker resumes at another, for TLS 1.2 and 1.3.

const cluster = require('cluster');
const fs = require('fs');
const tls = require('tls');

if (cluster.isPrimary) {
  let listening = 0;
  cluster.on('listening', (worker, address) => {
    if (++listening === 2) run(address.port);
  });
  cluster.fork();
  cluster.fork();
  const connect = (port, maxVersion, session) => new Promise((resolve, reject) => {
    let next = session;
    let by = '';
    let reused;
    const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion, session });
    socket.on('secureConnect', () => reused = socket.isSessionReused());
    socket.on('session', (data) => next = data).on('error', reject);
    socket.setEncoding('utf8').on('data', (text) => by += text);
    socket.on('close', () => resolve({ next, by, reused }));
  });
  const run = async (port) => {
    for (const version of ['TLSv1.2', 'TLSv1.3']) {
      const first = await connect(port, version);
      let session = first.next;
      const at = new Set();
      let reused = 0;
      for (let i = 0; i < 6; i++) {
        const one = await connect(port, version, session);
        session = one.next;
        if (one.reused) reused++;
        at.add(one.by);
      }
      console.log(version, first.reused, reused, at.size);
    }
    cluster.disconnect();
  };
} else {
  const options = { key: fs.readFileSync('server-key.pem'), cert: fs.readFileSync('server-cert.pem') };
  tls.createServer(options, (socket) => socket.end(`${cluster.worker.id}`)).listen(0, '127.0.0.1');
}
