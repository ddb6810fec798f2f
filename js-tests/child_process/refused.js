'use strict';
// tlsjs only: what is not here says so.

const assert = require('assert');
const net = require('net');
const { fork } = require('child_process');

const unavailable = { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' };

if (process.argv[2] === 'child') {
  process.on('message', () => {});
} else {
  assert.throws(() => fork(__filename, ['child'], { serialization: 'advanced' }), unavailable);
  const child = fork(__filename, ['child']);
  assert.throws(() => child.send('x', new net.Socket()), unavailable);
  assert.throws(() => child.send('x', net.createServer()), unavailable);
  assert.throws(() => child.send('x', {}), { code: 'ERR_INVALID_HANDLE_TYPE' });
  child.disconnect();
  child.on('close', (code) => console.log(code));
}
