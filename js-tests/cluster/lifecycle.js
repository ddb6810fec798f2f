'use strict';

// What a primary hears of one worker, from fork to exit, and in which order.

const assert = require('assert');
const cluster = require('cluster');
const net = require('net');

if (cluster.isPrimary) {
  assert.strictEqual(cluster.isMaster, true);
  assert.strictEqual(cluster.isWorker, false);
  assert.strictEqual(cluster.worker, undefined);
  for (const event of ['setup', 'fork', 'online', 'listening', 'disconnect', 'exit']) {
    cluster.on(event, (...args) => {
      const worker = args.find((arg) => arg instanceof cluster.Worker);
      const rest = args.filter((arg) => arg !== worker);
      if (event === 'setup') assert.strictEqual(rest.shift(), cluster.settings);
      console.log('cluster', event, worker && worker.id, worker && worker.state, rest);
    });
  }
  const worker = cluster.fork({ GREETING: 'hello' });
  console.log('forked', worker.id, worker.state, worker.exitedAfterDisconnect, worker.isConnected(), worker.isDead());
  console.log(Object.keys(cluster.workers), typeof worker.process.pid, worker.process.exitCode);
  for (const event of ['online', 'listening', 'disconnect', 'exit']) {
    worker.on(event, (...args) => {
      if (event === 'listening') args[0].port = typeof args[0].port;
      console.log('worker', event, args, worker.state, worker.isConnected(), worker.isDead(),
        worker.exitedAfterDisconnect, Object.keys(cluster.workers));
    });
  }
  worker.on('message', (message) => {
    console.log('message', message);
    if (message.say === 'listening') worker.disconnect();
  });
  worker.process.on('exit', (code, signal) => console.log('process exit', code, signal, worker.process.exitCode));
  worker.process.on('close', (code, signal) => console.log('process close', code, signal));
} else {
  process.send({
    say: 'started', greeting: process.env.GREETING, id: cluster.worker.id, state: cluster.worker.state,
    unique: process.env.NODE_UNIQUE_ID, primary: cluster.isPrimary, master: cluster.isMaster,
    worker: cluster.isWorker, same: cluster.worker.process === process, connected: process.connected,
  });
  net.createServer().listen(0, () => process.send({ say: 'listening', state: cluster.worker.state }));
}
