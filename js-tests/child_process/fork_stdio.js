'use strict';

const { fork, spawn } = require('child_process');

if (process.argv[2] === 'child') {
  console.log('said by the child');
  if (process.send) process.send(typeof process.channel);
} else {
  const quiet = fork(__filename, ['child'], { silent: true });
  console.log(quiet.stdio.length, quiet.stdio[3], quiet.stdout === null);
  quiet.stdout.on('data', (bytes) => console.log('caught:', String(bytes).trim()));
  quiet.on('message', (m) => quiet.on('close', () => { console.log(m); loud(); }));
}

function loud() {
  const child = fork(__filename, ['child'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'ipc'] });
  const shape = child.stdio.map((s) => (s ? s.constructor.name : s));
  child.on('close', (code) => {
    console.log(code, shape);
    // A channel for any program that knows of it.
    const shell = spawn('sh', ['-c', 'read line <&$NODE_CHANNEL_FD; echo "{\\"got\\":$line}" >&$NODE_CHANNEL_FD'],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    shell.on('message', (m) => console.log(m));
    shell.on('disconnect', () => console.log('disconnect'));
    shell.send({ a: [1] });
  });
}
