'use strict';

// In which context the events of workers, and those in a worker, come.

const cluster = require('cluster');
const net = require('net');
const { AsyncLocalStorage } = require('async_hooks');

const storage = new AsyncLocalStorage();
const seen = new Set();
const see = (label) => seen.add(`${cluster.isPrimary ? 'primary' : 'worker'}: ${label}: ${storage.getStore()}`);
const within = (name, fn) => storage.run(name, fn);

function primary() {
  const clusterEvents = ['fork', 'online', 'listening', 'message', 'disconnect', 'exit'];
  within('on', () => {
    for (const event of clusterEvents) cluster.on(event, () => see(`cluster ${event}`));
  });
  const worker = within('fork', () => cluster.fork());
  for (const event of clusterEvents.slice(1)) worker.on(event, () => see(`worker ${event}`));
  worker.on('message', (seenThere) => {
    if (Array.isArray(seenThere)) seenThere.forEach((line) => seen.add(line));
  });
  worker.on('online', () => within('send', () => worker.send('hello', () => see('send callback'))));
  worker.on('listening', ({ port }) => within('connect', () => {
    net.connect(port).resume().on('close', () => {
      see('close');
      within('last', () => worker.send('bye'));
    });
  }));
  process.on('exit', () => console.log([...seen].sort().join('\n')));
}

function child() {
  within('on', () => process.on('message', (message) => {
    see(`message ${message}`);
    if (message === 'bye') process.send([...seen], () => process.disconnect());
    else within('reply', () => process.send('hello yourself', () => see('send callback')));
  }));
  const server = within('create', () => net.createServer((c) => {
    see('connection');
    c.on('close', () => server.close());
    c.resume().end();
  }));
  within('listen', () => server.listen(0, () => see('listening')));
}

if (cluster.isPrimary) primary();
else child();
