'use strict';

// keys, values, entries and forEach of Headers and FormData: an iterable of pairs
// (Web IDL section 3.7.10), which shows what is there when it is asked.

const { innerOf, needArguments } = require('./webidl.js');

const ArrayIteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]());
const IteratorPrototype = Object.getPrototypeOf(ArrayIteratorPrototype);

function iteratorPrototypeOf(name, states) {
  const prototype = Object.create(IteratorPrototype, {
    [Symbol.toStringTag]: { value: `${name} Iterator`, configurable: true },
  });
  Object.defineProperty(prototype, 'next', {
    value: function next() {
      const state = states.get(this);
      if (state === undefined) {
        throw new TypeError(`'next' called on an object that does not implement interface ${name} Iterator.`);
      }
      const pairs = state.pairs();
      if (state.index >= pairs.length) return { value: undefined, done: true };
      return { value: state.pick(pairs[state.index++]), done: false };
    },
    writable: true, enumerable: true, configurable: true,
  });
  return prototype;
}

// install puts the methods on a class whose inner objects are of the class Inner
// and give their pairs by the method pairs().
function install(Class, Inner) {
  const { name } = Class;
  const states = new WeakMap();
  const prototype = iteratorPrototypeOf(name, states);
  const start = (self, pick) => {
    const inner = innerOf(self, Inner);
    const iterator = Object.create(prototype);
    states.set(iterator, { index: 0, pick, pairs: () => inner.pairs() });
    return iterator;
  };
  const methods = {
    keys() { return start(this, (pair) => pair[0]); },
    values() { return start(this, (pair) => pair[1]); },
    entries() { return start(this, (pair) => [pair[0], pair[1]]); },
    forEach(callbackfn, thisArg = globalThis) {
      innerOf(this, Inner);
      needArguments(arguments, 1, `${name}.forEach`);
      if (typeof callbackfn !== 'function') {
        throw new TypeError(`Failed to execute 'forEach' on '${name}': parameter 1 is not of type 'Function'.`);
      }
      for (const [key, value] of methods.entries.call(this)) callbackfn.call(thisArg, value, key, this);
    },
  };
  for (const key of Object.keys(methods)) {
    Object.defineProperty(Class.prototype, key, {
      value: methods[key], writable: true, enumerable: true, configurable: true,
    });
  }
  Object.defineProperty(Class.prototype, Symbol.iterator, {
    value: methods.entries, writable: true, configurable: true,
  });
}

module.exports = { install };
