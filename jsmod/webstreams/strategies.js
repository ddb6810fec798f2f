'use strict';

// ByteLengthQueuingStrategy and CountQueuingStrategy, section 7 of the Streams
// standard.

const { codes: { ERR_INVALID_THIS, ERR_MISSING_OPTION } } = require('internal/errors');
const { bare, finish, kState } = require('./common.js');

// sizeFunction names it as the standard wants: the same function for all.
function sizeFunction(fn) {
  return Object.defineProperty(fn, 'name', { value: 'size' });
}

const byteLength = sizeFunction((chunk) => chunk.byteLength);
const count = sizeFunction(() => 1);

function markOf(init) {
  require('internal/validators').validateObject(init, 'init');
  if (init.highWaterMark === undefined) throw new ERR_MISSING_OPTION('init.highWaterMark');
  return +init.highWaterMark;
}

class Strategy {
  constructor(name, highWaterMark) {
    this.name = name;
    this.highWaterMark = highWaterMark;
  }
}

function inner(strategy, name) {
  const state = strategy === null || strategy === undefined ? undefined : strategy[kState];
  if (!(state instanceof Strategy) || state.name !== name) throw new ERR_INVALID_THIS(name);
  return state;
}

class ByteLengthQueuingStrategy {
  constructor(init) {
    this[kState] = new Strategy('ByteLengthQueuingStrategy', markOf(init));
  }

  get highWaterMark() {
    return inner(this, 'ByteLengthQueuingStrategy').highWaterMark;
  }

  get size() {
    inner(this, 'ByteLengthQueuingStrategy');
    return byteLength;
  }
}

class CountQueuingStrategy {
  constructor(init) {
    this[kState] = new Strategy('CountQueuingStrategy', markOf(init));
  }

  get highWaterMark() {
    return inner(this, 'CountQueuingStrategy').highWaterMark;
  }

  get size() {
    inner(this, 'CountQueuingStrategy');
    return count;
  }
}

for (const Class of [ByteLengthQueuingStrategy, CountQueuingStrategy]) {
  finish(Class, ['highWaterMark', 'size'], ({ highWaterMark }) => ({ highWaterMark }));
}

bare(Strategy);

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy };
