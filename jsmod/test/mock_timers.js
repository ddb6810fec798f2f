'use strict';

// mock.timers: timers and dates whose time a script moves.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } } = require('internal/errors');
const { SymbolDispose, emitExperimentalWarning } = require('internal/util');
const { isDate } = require('internal/util/types');
const { validateNumber, validateStringArray } = require('internal/validators');
const timers = require('timers');
const promises = require('timers/promises');
const { makeDate } = require('./mock_date.js');
const { mockPromises } = require('./mock_timers_promises.js');

const longestDelay = 2 ** 31 - 1;
const apis = ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'scheduler.wait'];

// Timeout is what a mocked timer gives.
class Timeout {
  constructor(fields) {
    Object.assign(this, fields);
  }

  hasRef() {
    return true;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }

  refresh() {
    return this;
  }
}

class MockTimers {
  #enabled = false;
  #lastId = 0;
  #now = 0;
  #queue = []; // by time and then by age
  #real = []; // functions that put back what was there before

  constructor() {
    emitExperimentalWarning('The MockTimers API');
  }

  tick(time = 1) {
    this.#mustBeEnabled();
    checkTime(time);
    this.#now += time;
    for (;;) {
      const [timer] = this.#queue;
      if (timer === undefined || timer.runAt > this.#now) return;
      Reflect.apply(timer.callback, undefined, timer.args);
      // As in Node 20, an interval goes on though its own callback took it back.
      this.#remove(timer);
      if (timer.interval === undefined) continue;
      timer.runAt += timer.interval;
      this.#insert(timer);
    }
  }

  enable(options) {
    const given = { ...options };
    if (this.#enabled) throw new ERR_INVALID_STATE('MockTimers is already enabled!');
    if (Number.isNaN(given.now)) {
      throw new ERR_INVALID_ARG_VALUE('now', given.now, `epoch must be a positive integer received ${given.now}`);
    }
    const names = given.apis || apis;
    const now = given.now || 0;
    validateStringArray(names, 'options.apis');
    for (const name of names) {
      if (!apis.includes(name)) throw new ERR_INVALID_ARG_VALUE('options.apis', name, `option ${name} is not supported`);
    }
    if (isDate(now)) {
      this.#now = now.getTime();
    } else {
      validateNumber(now, 'initialTime');
      checkTime(now);
      this.#now = now;
    }
    for (const name of names) this.#mock(name);
    this.#enabled = true;
  }

  setTime(time = 0) {
    validateNumber(time, 'time');
    checkTime(time);
    this.#mustBeEnabled();
    this.#now = time;
  }

  reset() {
    if (!this.#enabled) return;
    this.#enabled = false;
    for (const restore of this.#real.splice(0)) restore();
    this.#queue = [];
    this.#now = 0;
  }

  [SymbolDispose]() {
    this.reset();
  }

  runAll() {
    this.#mustBeEnabled();
    const last = this.#queue[this.#queue.length - 1];
    if (last !== undefined) this.tick(last.runAt - this.#now);
  }

  #mustBeEnabled() {
    if (!this.#enabled) {
      throw new ERR_INVALID_STATE('You should enable MockTimers first by calling the .enable function');
    }
  }

  #mock(name) {
    const clear = (timer) => this.#remove(timer);
    const later = (delay, callback, args = []) => this.#add(undefined, delay, callback, args);
    const each = (delay, callback, args = []) => this.#add(delay, delay, callback, args);
    const mocked = mockPromises({ clear, each, later });
    switch (name) {
      case 'setTimeout':
        this.#replace(name, (callback, delay, ...args) => later(delay, callback, args), mocked.setTimeout);
        this.#replace('clearTimeout', clear);
        break;
      case 'setInterval':
        this.#replace(name, (callback, delay, ...args) => each(delay, callback, args), mocked.setInterval);
        this.#replace('clearInterval', clear);
        break;
      case 'setImmediate':
        // Before what has been planned for now.
        this.#replace(name, (callback, ...args) => later(-1, callback, args), mocked.setImmediate);
        this.#replace('clearImmediate', clear);
        break;
      case 'scheduler.wait':
        this.#put(promises.scheduler, 'wait', (delay, options) => mocked.setTimeout(delay, undefined, options));
        break;
      default:
        this.#put(globalThis, 'Date', makeDate(() => this.#now));
    }
  }

  // replace puts a function where the real one is found.
  #replace(name, fn, promised) {
    this.#put(globalThis, name, fn);
    this.#put(timers, name, fn);
    if (promised !== undefined) this.#put(promises, name, promised);
  }

  #put(object, name, value) {
    const before = Object.getOwnPropertyDescriptor(object, name);
    this.#real.push(() => {
      if (before === undefined) delete object[name];
      else Object.defineProperty(object, name, before);
    });
    if (before === undefined || before.writable || before.set !== undefined) object[name] = value;
    else Object.defineProperty(object, name, { value, configurable: true, enumerable: before.enumerable, writable: true });
  }

  #add(interval, delay, callback, args) {
    const timer = new Timeout({
      id: ++this.#lastId,
      callback,
      runAt: this.#now + (delay > longestDelay ? 1 : delay),
      interval,
      args,
    });
    this.#insert(timer);
    return timer;
  }

  #insert(timer) {
    // A time that is no number is that of the others.
    const at = this.#queue.findIndex((other) => (other.runAt - timer.runAt || other.id - timer.id) > 0);
    this.#queue.splice(at < 0 ? this.#queue.length : at, 0, timer);
  }

  #remove(timer) {
    const at = this.#queue.indexOf(timer);
    if (at >= 0) this.#queue.splice(at, 1);
  }
}

function checkTime(time) {
  if (time < 0) throw new ERR_INVALID_ARG_VALUE('time', 'positive integer', time);
}

module.exports = { MockTimers };
