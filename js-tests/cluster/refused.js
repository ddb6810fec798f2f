'use strict';
// tlsjs only: what only processes can do.

const assert = require('assert');
const cluster = require('cluster');

if (cluster.isPrimary) {
  const unavailable = { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' };
  const defaults = { serialization: 'json', stdio: undefined, uid: undefined, gid: undefined, inspectPort: undefined };
  for (const settings of [
    { serialization: 'advanced' }, { stdio: ['inherit'] }, { uid: 1 }, { gid: 1 }, { inspectPort: 9 },
    { execArgv: ['--x'] },
  ]) {
    cluster.setupPrimary(settings);
    assert.throws(() => cluster.fork(), unavailable);
    cluster.setupPrimary({ ...defaults, execArgv: process.execArgv });
  }
  const worker = cluster.fork();
  assert(worker.process instanceof require('child_process').ChildProcess);
  assert(worker.process.pid > 4194304);
  if (process.platform !== 'win32') {
    assert.throws(() => worker.process.kill('SIGSTOP'), unavailable);
    assert.throws(() => process.kill(worker.process.pid, 'SIGSTOP'), { code: 'ENOTSUP' });
  }
  assert.strictEqual(process.kill(worker.process.pid, 0), true);
  worker.on('message', (pid) => {
    assert.strictEqual(pid, worker.process.pid);
    process.kill(pid);
  });
  worker.on('exit', (code, signal) => {
    assert.strictEqual(signal, 'SIGTERM');
    assert.throws(() => process.kill(worker.process.pid, 0), { code: 'ESRCH' });
    console.log('ok');
  });
} else {
  assert.strictEqual(cluster.fork, undefined);
  process.send(process.pid);
}
