'use strict';

// Who a child is, and where.

const { spawnSync, spawn } = require('child_process');
const path = require('path');
const { pathToFileURL } = require('url');

const text = (command, options) => String(spawnSync('sh', ['-c', command], options).stdout).trim();

console.log(text('pwd', { cwd: '/usr' }), text('pwd', { cwd: pathToFileURL('/usr') }), text('pwd') === process.cwd());
console.log(text('echo $A-$B-$C', { env: { PATH: process.env.PATH, A: 1, B: undefined, C: null } }));
console.log(text('echo $X', { env: Object.create({ X: 'of a prototype', PATH: process.env.PATH }) }));
process.env.ADDED_LATE = 'yes';
console.log(text('echo $ADDED_LATE'), text('echo $PPID') === String(process.pid));
process.chdir('/');
console.log(text('pwd'), spawnSync('./sh', ['-c', 'exit 3'], { cwd: 'bin' }).status);

const own = text('ps -o sid= -p $$');
const child = spawn('sh', ['-c', 'ps -o sid= -p $$'], { detached: true });
child.stdout.on('data', (bytes) => console.log(String(bytes).trim() === String(child.pid), own !== String(child.pid)));

const uid = process.getuid();
const target = uid === 0 ? 65534 : uid;
console.log(text('id -u', { uid: target }) === String(target));
console.log(path.basename(String(spawnSync('sh', ['-c', 'echo $0'], { argv0: '/x/y' }).stdout).trim()));
