'use strict';

const cp = require('child_process');

const result = cp.spawnSync('sh', ['-c', 'echo out; echo err >&2; exit 4']);
console.log({ ...result, pid: result.pid > 0 });
console.log(cp.spawnSync('sh', ['-c', 'kill -15 $$'], { encoding: 'utf8' }).signal);
console.log(cp.execSync('echo text', { encoding: 'utf8' }), cp.execSync('echo bytes'));
console.log(cp.execFileSync('cat', { input: 'given', encoding: 'latin1' }));
console.log(cp.execFileSync('cat', { input: new Uint8Array([0x68, 0x69]), encoding: 'utf8' }));
console.log(cp.execSync('exit 0', { stdio: 'ignore' }));

for (const attempt of [
  () => cp.execSync('echo a; echo b >&2; exit 6', { stdio: 'pipe' }),
  () => cp.execFileSync('sh', ['-c', 'exit 7'], { stdio: 'pipe', argv0: 'named' }),
]) {
  try {
    attempt();
  } catch (err) {
    console.log(err.message, Object.keys(err), err.status, String(err.stdout), String(err.stderr));
  }
}

// A megabyte each way at once.
const much = Buffer.alloc(1 << 20, 'x');
const back = cp.spawnSync('cat', { input: much, maxBuffer: 1 << 21 });
console.log(back.status, back.stdout.length, much.equals(back.stdout));

// Nothing else happens meanwhile.
let ticks = 0;
const timer = setInterval(() => { ticks++; }, 1);
cp.execSync('sleep 0.05');
console.log(ticks);
clearInterval(timer);
