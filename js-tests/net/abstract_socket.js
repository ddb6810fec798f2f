'use strict';

// An abstract socket has no file whose mode could be set.

const assert = require('assert');
const net = require('net');

if (process.platform === 'linux') {
  assert.throws(() => net.createServer().listen({ path: '\0tlsjs', readableAll: true }), {
    code: 'ERR_INVALID_ARG_VALUE',
    message: /^The argument 'options' can not set readableAll or writableAllt to true when path is abstract unix socket\./,
  });
}
console.log('ok');
