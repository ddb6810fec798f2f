'use strict';

const { exec, execFile } = require('child_process');

exec('echo $GREETING; echo bad >&2; exit 5', { env: { ...process.env, GREETING: 'hi' } }, (err, stdout, stderr) => {
  console.log(err.name, err.message, Object.keys(err), err.code, err.killed, err.signal, err.cmd);
  console.log([stdout, stderr]);
  exec('kill -9 $$', (killed) => {
    console.log(killed.code, killed.signal, killed.killed);
    encodings();
  });
});

function encodings() {
  execFile('printf', ['\\303\\244'], { encoding: 'latin1' }, (err, stdout) => {
    console.log(err, JSON.stringify(stdout));
    execFile('echo', ['x'], { encoding: 'buffer' }, (_, bytes) => {
      console.log(bytes, Buffer.isBuffer(bytes));
      exec('echo "$0|$1"', { encoding: null, shell: '/bin/sh' }, (_, text) => {
        console.log(text);
        shells();
      });
    });
  });
}

function shells() {
  // Arguments are not quoted for a shell.
  execFile('echo', ['a  b', '$((1+1))'], { shell: true }, (err, stdout) => {
    console.log(err, stdout);
    execFile('echo', ['a  b', '$((1+1))'], (_, plain) => {
      console.log(plain);
      exec('pwd', { cwd: '/' }, (_, dir) => console.log(dir));
    });
  });
}
