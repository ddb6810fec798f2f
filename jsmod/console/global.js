'use strict';

// The global console. Its streams are looked up at each call, so that a script
// that replaces process.stdout.write sees what is printed, and a script that
// prints nothing makes no stream.

const { Console, bindMethods, setup } = require('./constructor.js');

const console = Object.create({});

setup(console, {
  stdout: () => process.stdout,
  stderr: () => process.stderr,
  ignoreErrors: true,
  colorMode: 'auto',
  groupIndentation: 2,
});
bindMethods(console);

console.Console = Console;

// What belongs to V8's inspector does nothing there either without one.
for (const name of ['profile', 'profileEnd', 'timeStamp']) {
  console[name] = { [name]() {} }[name];
}

console.context = function context() {
  const silent = {};
  for (const name of Object.keys(console)) {
    if (typeof console[name] === 'function' && name !== 'Console') silent[name] = () => {};
  }
  return silent;
};

console.createTask = function createTask(name) {
  if (typeof name !== 'string' || name === '') {
    throw new Error('First argument must be a non-empty string.');
  }
  return {
    run(fn) {
      if (typeof fn !== 'function') throw new Error('First argument must be a function.');
      return fn();
    },
  };
};

Object.defineProperty(console, Symbol.toStringTag, {
  value: 'console', writable: false, enumerable: false, configurable: true,
});

module.exports = console;
