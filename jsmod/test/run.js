'use strict';

// run: in Node it starts a process for each file.

function run() {
  const { genericNodeError } = require('internal/errors');
  throw genericNodeError('run() of node:test starts processes, which are not here: use the command tlsjs test',
                         { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

module.exports = { run };
