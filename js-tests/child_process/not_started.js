'use strict';

// A program that cannot be started: 'error', then the streams end, then 'close'.

const { spawn, exec, execFile, spawnSync, execFileSync } = require('child_process');

function show(err) {
  return [err.message, err.code, err.errno, err.syscall, err.path, err.spawnargs, err.cmd];
}

const child = spawn('does-not-exist', ['a', 'b']);
console.log(child.pid, child.stdin.writable, child.killed, child.exitCode);
for (const name of ['spawn', 'exit', 'close']) child.on(name, (...args) => console.log(name, ...args));
child.on('error', (err) => {
  console.log(...show(err), child.exitCode);
  next();
});
child.stdout.on('end', () => console.log('output ended')).resume();

function next() {
  execFile('does-not-exist', ['x'], (err, stdout, stderr) => {
    console.log(...show(err), JSON.stringify([stdout, stderr]));
    execFile(__filename, (denied) => {
      console.log(denied.code, denied.syscall === `spawn ${__filename}`);
      exec('does-not-exist-either', { shell: '/no/shell' }, (failed) => {
        console.log(...show(failed));
        sync();
      });
    });
  });
}

function sync() {
  const result = spawnSync('does-not-exist', ['y']);
  console.log(...show(result.error), Object.keys(result), result.pid, result.output, result.stdout, result.status);
  try {
    execFileSync('does-not-exist', ['z']);
  } catch (err) {
    console.log(...show(err), err.error === err, err.status);
  }
  spawn('sh', { cwd: '/does/not/exist' }).on('error', (err) => console.log(...show(err)));
}
