'use strict';

// The order of a child's events, and what it shows of itself at each.

const { spawn, ChildProcess } = require('child_process');

const child = spawn('sh', ['-c', 'cat; echo err >&2; exit 3']);
console.log(child instanceof ChildProcess, typeof child.pid, child.spawnfile, child.spawnargs);
console.log(child.connected, child.killed, child.exitCode, child.signalCode, child.stdio.length);
console.log(child.stdin === child.stdio[0], child.stdout === child.stdio[1], child.stderr === child.stdio[2]);
console.log(child.stdin.constructor.name, child.stdin.readable, child.stdout.readable);

child.on('spawn', () => console.log('spawn', child.exitCode));
child.on('exit', (...args) => console.log('exit', ...args, child.exitCode, child.kill(), child.killed));
child.on('close', (...args) => console.log('close', ...args, child.stdout.destroyed, child.stdin.destroyed, JSON.stringify(out), Buffer.concat(errors)));
let out = '';
child.stdout.setEncoding('utf8').on('data', (text) => { out += text; });
const errors = [];
child.stderr.on('data', (bytes) => errors.push(bytes));
child.stdin.write('first ');
child.stdin.end('second', () => console.log('input ended'));
console.log('started');
