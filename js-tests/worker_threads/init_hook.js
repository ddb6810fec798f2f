'use strict';

// A hook of async_hooks that looks at a port finds it whole.

const { createHook } = require('async_hooks');
const { MessageChannel } = require('worker_threads');
const { inspect } = require('util');

const seen = [];
const hook = createHook({
  init(id, type, trigger, resource) {
    if (type === 'MESSAGEPORT') seen.push(inspect(resource), resource.hasRef());
  },
}).enable();
new MessageChannel();
hook.disable();
console.log(seen);
