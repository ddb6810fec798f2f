'use strict';
// tlsjs only: Node's workers keep the sessions of clients without tickets apart.

// A session of one worker resumes at another also when the client takes no
// tickets.

const assert = require('assert');
const cluster = require('cluster');
const { constants } = require('crypto');
const fs = require('fs');
const tls = require('tls');

if (cluster.isPrimary) {
  let listening = 0;
  cluster.on('listening', (worker, address) => {
    if (++listening === 2) run(address.port);
  });
  cluster.fork();
  cluster.fork();
  const connect = (port, session) => new Promise((resolve, reject) => {
    let by = '';
    const socket = tls.connect({
      port, host: '127.0.0.1', rejectUnauthorized: false, session, maxVersion: 'TLSv1.2',
      secureOptions: constants.SSL_OP_NO_TICKET,
    });
    let next;
    let reused;
    socket.on('secureConnect', () => {
      next = socket.getSession();
      reused = socket.isSessionReused();
    }).on('error', reject);
    socket.setEncoding('utf8').on('data', (text) => by += text);
    socket.on('close', () => resolve({ next, by, reused }));
  });
  const run = async (port) => {
    const first = await connect(port);
    assert.strictEqual(first.reused, false);
    const at = new Set();
    for (let i = 0; i < 4; i++) {
      const one = await connect(port, first.next);
      assert.strictEqual(one.reused, true);
      at.add(one.by);
    }
    assert.strictEqual(at.size, 2);
    console.log('resumed at both');
    cluster.disconnect();
  };
} else {
  const options = { key: fs.readFileSync('server-key.pem'), cert: fs.readFileSync('server-cert.pem') };
  tls.createServer(options, (socket) => socket.end(`${cluster.worker.id}`)).listen(0, '127.0.0.1');
}
