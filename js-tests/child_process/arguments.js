'use strict';

// What is wrong with arguments is thrown before anything starts.

const cp = require('child_process');

function attempt(what, fn) {
  try {
    fn();
    console.log(what, 'worked');
  } catch (err) {
    console.log(what, err.name, err.code, err.message.split('\n')[0]);
  }
}

for (const name of ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'exec', 'execSync', 'fork']) {
  const fn = cp[name];
  attempt(`${name}()`, () => fn());
  attempt(`${name} number`, () => fn(5));
  attempt(`${name} empty`, () => name.startsWith('exec') || name === 'fork' || fn(''));
  attempt(`${name} null byte`, () => fn('a\0b'));
  const checked = {
    cwd: 5, detached: 'x', uid: 'x', gid: 1.5, shell: 5, argv0: 5, windowsHide: 'x', windowsVerbatimArguments: 1,
    timeout: -1, killSignal: 'SIGNONE', env: { a: 'x\0y' }, stdio: 'foo', maxBuffer: -1,
  };
  if (name === 'fork') continue;
  for (const key of Object.keys(checked)) {
    if (name === 'exec' && key === 'shell') continue;
    if (name === 'execSync' && key === 'shell') continue;
    if (key === 'maxBuffer' && name === 'spawn') continue;
    if (name.startsWith('exec') && !name.endsWith('Sync') && ['stdio', 'detached'].includes(key)) continue;
    attempt(`${name} ${key}`, () => fn('true', { [key]: checked[key] }));
  }
}
attempt('args', () => cp.spawn('true', 5));
attempt('args null byte', () => cp.spawn('true', ['a', 'b\0']));
attempt('options', () => cp.spawn('true', [], 5));
attempt('signal', () => cp.spawn('true', [], { signal: 5 }));
attempt('serialization', () => cp.spawn('true', [], { serialization: 'x' }));
attempt('callback', () => cp.execFile('true', [], {}, 5));
attempt('two channels', () => cp.spawn('true', { stdio: ['ipc', 'ipc'] }));
attempt('channel', () => cp.spawnSync('true', { stdio: [0, 1, 2, 'ipc'] }));
attempt('no channel', () => cp.fork('x', [], { stdio: ['pipe'] }));
attempt('fork stdio', () => cp.fork('x', [], { stdio: 'x' }));
attempt('fork args', () => cp.fork('x', 'y'));
attempt('fork options', () => cp.fork('x', [], 5));
attempt('fork exec', () => cp.fork('x', [], { execPath: 'a\0' }));
attempt('bytes', () => cp.spawn('true', { stdio: [Buffer.from('x')] }));
attempt('text', () => cp.spawn('true', { stdio: ['text'] }));
attempt('object', () => cp.spawn('true', { stdio: [{}] }));
attempt('descriptor', () => cp.spawn('true', { stdio: [99] }));
attempt('input', () => cp.spawnSync('true', { input: 5 }));
attempt('spawn', () => new cp.ChildProcess().spawn());
attempt('spawn file', () => new cp.ChildProcess().spawn({}));
attempt('spawn args', () => new cp.ChildProcess().spawn({ file: 'true', args: 5 }));
attempt('kill', () => cp.spawn('true').kill('SIGNONE'));
attempt('kill number', () => cp.spawn('true').kill(999));
