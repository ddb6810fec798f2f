'use strict';

const EventEmitter = require('events');
const { nextTick } = require('internal/task_queue');

const prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: function process() {}, writable: true, configurable: true },
  [Symbol.toStringTag]: { value: 'process', configurable: true },
});

// The object itself; the parameter named process is not there yet.
const live = Object.create(prototype);
module.exports = live;
EventEmitter.call(live);

live.nextTick = nextTick;
live.execPath = binding.execPath;
live.execArgv = Array.from(binding.execArgs || []);
live.argv = [binding.execPath, ...(binding.args || [])];
live.argv0 = binding.execPath;

let exitCode;
Object.defineProperty(live, 'exitCode', {
  configurable: true,
  enumerable: true,
  get: () => exitCode,
  set(code) {
    if (code !== null && code !== undefined) {
      const { validateInteger } = require('internal/validators');
      const number = typeof code === 'string' && code !== '' ? +code : code;
      validateInteger(Number.isNaN(number) ? code : number, 'code');
    }
    exitCode = code;
  },
});

live.exit = function exit(code) {
  if (code !== undefined) live.exitCode = code;
  if (!live._exiting) {
    live._exiting = true;
    live.emit('exit', exitCode || 0);
  }
  live.reallyExit(exitCode || 0);
};

live.reallyExit = function reallyExit(code) {
  binding.reallyExit(code || 0);
};
