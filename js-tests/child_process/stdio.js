'use strict';

// What the descriptors of a child can lead to.

const cp = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'stdio-')), 'file');

function run(stdio, command, then) {
  const child = cp.spawn('sh', ['-c', command], { stdio });
  const shape = child.stdio.map((stream) => (stream ? stream.constructor.name : stream));
  const said = {};
  child.stdio.forEach((stream, i) => {
    if (stream && i > 0) stream.on('data', (bytes) => { said[i] = (said[i] || '') + bytes; });
  });
  child.on('close', (code) => {
    console.log(shape, code, said);
    if (then) then();
  });
  return child;
}

run('ignore', 'cat; echo lost', () => {
  const fd = fs.openSync(file, 'w+');
  run(['ignore', fd, fd], 'echo to a file; echo and more >&2', () => {
    fs.closeSync(fd);
    console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));
    streams();
  });
});

function streams() {
  const target = fs.createWriteStream(file);
  target.on('open', () => run(['pipe', target, null, undefined, 'pipe'], 'echo text; echo four >&4; (echo 3 >&3) 2>&4', () => {
    target.end();
    console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));
    inherited();
  }).stdin.end());
}

function inherited() {
  run(['inherit', 'inherit', 'pipe'], 'sleep 0.1; echo inherited; echo not >&2', () => {
    run([-1, 1, process.stdout], 'sleep 0.1; echo one; echo two >&2', twoWays);
  });
}

// A pipe is a socket, which goes both ways.
function twoWays() {
  const child = run(['ignore', 'ignore', 'ignore', 'pipe'], 'read x <&3; echo got $x >&3', sync);
  child.stdio[3].write('a line\n');
}

function sync() {
  const show = ({ output, status }) => console.log(status, output.map((part) => part && String(part)));
  show(cp.spawnSync('sh', ['-c', 'cat; echo e >&2'], { input: 'fed' }));
  show(cp.spawnSync('sh', ['-c', 'echo three >&3; echo two >&2'], { stdio: ['ignore', 'inherit', 'pipe', 'pipe'] }));
  show(cp.spawnSync('cat', { stdio: 'ignore' }));
}
