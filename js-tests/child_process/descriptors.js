'use strict';

// A script finds the descriptors that it was started with, by number.

const { spawn, spawnSync } = require('child_process');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const roles = {
  write() {
    fs.writeSync(3, 'written ');
    fs.createWriteStream(null, { fd: 3 }).end('streamed');
  },
  read() { console.log(fs.readFileSync(3, 'utf8')); },
  socket() {
    const socket = new net.Socket({ fd: 3 });
    socket.on('data', (bytes) => socket.end(`heard ${bytes}`));
  },
  none() {
    try { fs.fstatSync(200); } catch (err) { console.log(err.code, err.syscall); }
  },
  // What it was given it does not pass on by itself.
  passed() {
    const own = spawnSync('sh', ['-c', '(echo x >&3) 2>/dev/null || echo closed']);
    const given = spawnSync('sh', ['-c', 'echo given >&3'], { stdio: ['ignore', 'pipe', 'pipe', 3] });
    console.log(String(own.stdout).trim(), given.status);
  },
};

if (process.argv[2]) {
  roles[process.argv[2]]();
} else {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'fds-')), 'file');
  fs.writeFileSync(file, 'what a file has');
  const run = (role, three, then) => {
    const child = spawn(process.execPath, [__filename, role], { stdio: ['ignore', 'inherit', 'inherit', three] });
    const said = [];
    if (child.stdio[3]) child.stdio[3].on('data', (bytes) => said.push(bytes));
    child.on('close', (code) => {
      console.log(role, code, String(Buffer.concat(said)));
      then();
    });
    return child;
  };
  run('write', 'pipe', () => {
    run('read', fs.openSync(file), () => {
      run('socket', 'pipe', () => {
        run('none', 'ignore', () => {
          run('passed', 'pipe', () => {});
        });
      }).stdio[3].write('this');
    });
  });
}
