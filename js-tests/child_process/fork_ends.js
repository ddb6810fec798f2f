'use strict';

// What keeps a forked script alive, and what ends it.

const { fork } = require('child_process');

const roles = {
  // Nothing is listened to: it ends by itself.
  silent() {},
  listening() {
    process.on('message', (m) => {
      if (m === 'stop') process.removeAllListeners('message');
    });
  },
  waiting() { process.once('disconnect', () => process.exit(5)); },
  unref() {
    process.on('message', () => {});
    process.channel.unref();
  },
  late() {
    // A message waits for who listens.
    setTimeout(() => process.once('message', (m) => process.send(`late ${m}`, () => process.exit())), 300);
  },
  killed() { process.on('message', () => {}); process.send('up'); },
  last() { process.send('last words'); process.exit(6); },
};

const role = process.argv[2];
if (role) {
  roles[role]();
} else {
  const acts = {
    listening: (child) => child.send('stop'),
    waiting: (child) => child.disconnect(),
    late: (child) => { child.send('early'); child.on('message', (m) => console.log(m)); },
    killed: (child) => child.on('message', () => child.kill()),
    last: (child) => child.on('message', (m) => console.log(m)),
  };
  const next = (names) => {
    if (names.length === 0) return;
    const child = fork(__filename, [names[0]]);
    const events = [];
    for (const event of ['disconnect', 'exit']) {
      child.on(event, (...args) => {
        events.push([event, ...args].join(' '));
        if (events.length < 2) return;
        // Which of the two comes first is not told.
        console.log(names[0], events.sort().join(', '));
        next(names.slice(1));
      });
    }
    if (acts[names[0]]) acts[names[0]](child);
  };
  next(Object.keys(roles));
}
