'use strict';

// A child that is let go does not keep the script.

const { spawn } = require('child_process');

const child = spawn('sleep', ['1000'], { stdio: 'ignore', detached: true });
child.unref();
child.on('exit', () => console.log('never'));
const other = spawn('true', { stdio: 'ignore' });
other.unref();
other.ref();
other.on('exit', (code) => console.log('exit', code));
process.on('exit', () => {
  console.log('end', child.exitCode);
  child.kill('SIGKILL');
});
