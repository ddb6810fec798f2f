'use strict';

// maxBuffer, timeout, killSignal, signal.

const cp = require('child_process');

cp.exec('echo 0123456789', { maxBuffer: 4 }, (err, stdout) => {
  console.log(err.name, err.code, err.message, err.cmd, JSON.stringify(stdout));
  cp.exec('echo äöü >&2', { maxBuffer: 3 }, (e, _, stderr) => {
    console.log(e.code, e.message, JSON.stringify(stderr));
    cp.exec('echo fits', { maxBuffer: Infinity }, (none, text) => {
      console.log(none, text);
      timeouts();
    });
  });
});

function timeouts() {
  cp.exec('exec sleep 100', { timeout: 50, killSignal: 'SIGKILL' }, (err) => {
    console.log(err.killed, err.code, err.signal);
    const child = cp.spawn('sleep', ['100'], { timeout: 50 });
    child.on('exit', (code, signal) => {
      console.log(code, signal, child.killed, child.signalCode);
      aborts();
    });
  });
}

function aborts() {
  const controller = new AbortController();
  const child = cp.spawn('sleep', ['100'], { signal: controller.signal, killSignal: 'SIGINT' });
  child.on('error', (err) => console.log(err.name, err.code, err.message, err.cause.message));
  child.on('exit', (...args) => console.log('exit', ...args));
  child.on('close', () => {
    cp.execFile('sleep', ['100'], { signal: AbortSignal.abort('early') }, (err) => {
      console.log(err.name, err.code, err.cause);
      sync();
    });
  });
  controller.abort(new Error('enough'));
}

function sync() {
  const late = cp.spawnSync('sleep', ['100'], { timeout: 50 });
  console.log(late.error.message, late.error.code, late.status, late.signal);
  const much = cp.spawnSync('sh', ['-c', 'echo 0123456789; exec sleep 100'], { maxBuffer: 4, killSignal: 'SIGKILL' });
  console.log(much.error.code, much.signal, String(much.stdout));
  try {
    cp.execSync('exec sleep 100', { timeout: 50 });
  } catch (err) {
    console.log(err.code, err.syscall, err.signal);
  }
}
