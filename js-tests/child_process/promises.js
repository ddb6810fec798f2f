'use strict';

const { promisify } = require('util');
const cp = require('child_process');

const exec = promisify(cp.exec);
const execFile = promisify(cp.execFile);

async function main() {
  const promise = execFile('echo', ['a', 'b']);
  console.log(promise.child instanceof cp.ChildProcess);
  console.log(await promise);
  console.log(await exec('echo out; echo err >&2'));
  try {
    await exec('echo before; exit 9');
  } catch (err) {
    console.log(err.code, JSON.stringify(err.stdout), JSON.stringify(err.stderr), err.message.trim());
  }
  try {
    execFile('echo', [], { signal: 'x' });
  } catch (err) {
    console.log(err.code);
  }
  console.log(Object.keys(cp.exec), typeof cp.exec[promisify.custom]);
}

main();
