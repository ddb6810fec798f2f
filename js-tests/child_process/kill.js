'use strict';

const { spawn } = require('child_process');

function next(list) {
  if (list.length === 0) return;
  const [signal, ...rest] = list;
  const child = spawn('sleep', ['100']);
  console.log(child.kill(0), child.killed);
  child.on('exit', (code, name) => {
    console.log(String(signal), code, name, child.signalCode, child.exitCode, child.killed, child.kill(), child.kill(0));
    next(rest);
  });
  console.log(child.kill(signal), child.killed);
}

next([undefined, 'SIGKILL', 'sigint', 9, 'SIGUSR1']);
