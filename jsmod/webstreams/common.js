'use strict';

// What all classes of the Streams standard share. Each public object is a thin
// shell; the algorithms are methods of what it holds under kState.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } } = require('internal/errors');

const kState = Symbol('kState');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

// Handed to a constructor that scripts may not call.
const kInternal = Symbol('kInternal');

function isA(value, Inner) {
  return value !== null && value !== undefined && value[kState] instanceof Inner;
}

// innerOf is the brand check of Web IDL.
function innerOf(value, Inner, name) {
  if (!isA(value, Inner)) throw new ERR_INVALID_THIS(name);
  return value[kState];
}

// Deferred is a promise that is settled from outside.
class Deferred {
  constructor() {
    this.pending = true;
    this.promise = new Promise((resolve, reject) => {
      this.settleResolve = resolve;
      this.settleReject = reject;
    });
  }

  resolve(value) {
    this.pending = false;
    this.settleResolve(value);
  }

  reject(reason) {
    this.pending = false;
    this.settleReject(reason);
  }

  static resolved(value) {
    const made = new Deferred();
    made.resolve(value);
    return made;
  }

  // rejected makes one whose rejection nobody has to look at.
  static rejected(reason) {
    const made = new Deferred();
    made.reject(reason);
    handled(made.promise);
    return made;
  }
}

function nothing() {}

// after is promise.then, whatever a script has made of that.
const after = Function.prototype.call.bind(Promise.prototype.then);

// bare keeps what a script has put on Object.prototype from the objects of
// internal classes.
function bare(...classes) {
  for (const { prototype } of classes) Object.setPrototypeOf(prototype, null);
}

// handled keeps a rejection from being reported.
function handled(promise) {
  after(promise, nothing, nothing);
}

// Ending is a stream's side of what waits for its end: its state is 'closed' or
// 'errored' then, and it calls tellEnd.
class Ending {
  constructor() {
    this.state = undefined;
    this.storedError = undefined;
    this.end = undefined;
  }

  whenOver() {
    if (this.end === undefined) {
      this.end = new Deferred();
      handled(this.end.promise);
      this.tellEnd();
    }
    return this.end.promise;
  }

  tellEnd() {
    if (this.end === undefined) return;
    if (this.state === 'closed') this.end.resolve();
    else if (this.state === 'errored') this.end.reject(this.storedError);
  }
}

// Web IDL's invoking of a callback whose type is a promise.
async function invoke(fn, self, args) {
  return Reflect.apply(fn, self, args);
}

function promiseCallback(fn, self, name) {
  if (!fn) return nothingAsync;
  require('internal/validators').validateFunction(fn, name);
  return (...args) => invoke(fn, self, args);
}

async function nothingAsync() {}

// begin runs what an underlying object wants done at the start, and goes on
// when that is over.
function begin(startAlgorithm, done, failed) {
  const result = startAlgorithm();
  after(new Promise((resolve) => resolve(result)), done, failed);
}

// validateDictionary takes objects, and functions where allowed, as Node does
// for sources and sinks; a strategy may be null too.
function validateDictionary(value, name, allowNull) {
  if (value !== null && (typeof value === 'object' || typeof value === 'function')) return;
  if (allowNull && value === null) return;
  require('internal/validators').validateObject(value, name);
}

function highWaterMarkOf(strategy, standard) {
  const value = strategy?.highWaterMark;
  if (value === undefined) return standard;
  const mark = +value;
  if (Number.isNaN(mark) || mark < 0) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.highWaterMark', mark);
  return mark;
}

function one() {
  return 1;
}

function sizeAlgorithmOf(strategy) {
  const size = strategy?.size;
  if (size === undefined) return one;
  require('internal/validators').validateFunction(size, 'strategy.size');
  return size;
}

// finish gives a class what Web IDL wants of its prototype; fields makes what
// inspect shows.
function finish(Class, names, fields) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  const { name } = Class;
  const methods = {
    [customInspect](depth, options) {
      const shown = fields(this);
      if (depth < 0) return this;
      const { inspect } = require('internal/util/inspect');
      const bounded = options.depth !== null && options.depth !== undefined;
      return `${name} ${inspect(shown, { ...options, depth: bounded ? options.depth - 1 : null })}`;
    },
  };
  Object.defineProperty(Class.prototype, customInspect, {
    value: methods[customInspect], writable: true, configurable: true,
  });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
}

bare(Deferred, Ending);

module.exports = {
  Deferred, Ending, after, bare, begin, finish, handled, highWaterMarkOf, innerOf, isA, kInternal, kState, nothing,
  one, promiseCallback, sizeAlgorithmOf, validateDictionary,
};
