'use strict';

// In which context a server's and a socket's events come.

const net = require('net');
const { see, sees, watch, within } = require('./common');

const events = ['lookup', 'connectionAttempt', 'connect', 'ready', 'data', 'end', 'drain', 'finish', 'error', 'close'];

const server = within('created', () => net.createServer((c) => {
  see('connection');
  watch(c, 'accepted', events);
  within('echo', () => c.on('data', (d) => {
    see('accepted data, listener added within');
    within('answer', () => c.write('ok', sees('accepted write')));
  }));
  process.nextTick(() => see('tick of connection'));
  Promise.resolve().then(() => see('promise of connection'));
  c.setTimeout(100000);
}));
watch(server, 'server', ['listening', 'connection', 'close']);

function talk(port) {
  const c = within('new', () => new net.Socket());
  watch(c, 'client', events);
  c.on('connect', () => {
    within('write', () => c.write('first', sees('client write')));
    within('later', () => c.write(Buffer.alloc(3 << 20), sees('client large write')));
    within('queued', () => c.write('queued', sees('client queued write')));
    within('end', () => c.end(sees('client end callback')));
  });
  within('connect', () => c.connect(port, '127.0.0.1', sees('connect callback')));
  c.on('close', () => within('refused', () => refused(port)));
}

function refused(port) {
  within('close', () => server.close(sees('server close callback', () => {
    const c = within('connect', () => net.connect(port, '127.0.0.1'));
    watch(c, 'refused', events);
    c.on('close', lookups);
  })));
}

function lookups() {
  const s = net.createServer((c) => {
    see('second connection');
    c.on('error', () => {});
    c.on('data', () => c.resetAndDestroy());
  });
  within('listen2', () => s.listen(0, 'localhost', sees('listen at a name', () => {
    const c = within('connect', () => net.connect({ port: s.address().port, host: 'localhost' }));
    watch(c, 'reset', events.filter((e) => e !== 'connectionAttempt'));
    c.write('x');
    c.on('close', () => s.close(idle));
  })));
}

// An idle timer, a socket that is destroyed, an address that is taken.
function idle() {
  const s = net.createServer((c) => within('on', () => {
    c.setTimeout(20, sees('timeout'));
    c.on('timeout', () => within('destroyer', () => c.destroy(new Error('enough'))));
    watch(c, 'destroyed', events);
    c.on('close', () => s.close());
  }));
  s.listen(0, () => {
    net.connect(s.address().port).resume();
    const t = net.createServer();
    t.on('error', sees('taken'));
    within('listen3', () => t.listen(s.address().port));
  });
}

within('listen', () => server.listen(0, sees('listen callback', () => talk(server.address().port))));
