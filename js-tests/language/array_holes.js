'use strict';

// Arrays that got holes after they had none, in the hands of functions of the language.

const { inspect } = require('util');

const made = {
  pop() {
    const a = [1, 2, 3];
    a.pop();
    a.pop();
    a[3] = 1;
    return a;
  },
  shift() {
    const a = [1, 2, 3];
    a.shift();
    a.shift();
    a[3] = 1;
    return a;
  },
  length() {
    const a = [1, 2, 3];
    a.length = 1;
    a[3] = 1;
    return a;
  },
  defineProperty() {
    const a = [1, 2, 3];
    Object.defineProperty(a, 1, { value: 5, writable: true, enumerable: true, configurable: true });
    delete a[2];
    return a;
  },
  literal: () => [1, , 3],
};

const uses = {
  Set: (a) => new Set(a),
  subclass: (a) => new (class extends Set { add(v) { return super.add(String(v)); } })(a),
  WeakSet: (a) => new WeakSet(a),
  Map: (a) => new Map(a),
  pairs: (a) => new Map([a]),
  'subclass of pairs': (a) => new (class extends Map { set(k, v) { return super.set(k, String(v)); } })([a]),
  WeakMap: (a) => new WeakMap([a]),
  from: (a) => Array.from(a),
  spread: (a) => [...a],
  arguments: (a) => (function() { return [arguments.length, 1 in arguments, typeof arguments[2]]; })(...a),
  apply: (a) => (function() { return [arguments.length, 1 in arguments, typeof arguments[2]]; }).apply(null, a),
  'apply a native': (a) => Math.max.apply(null, a),
  'Reflect.apply': (a) => Reflect.apply(String.prototype.concat, '', a),
  'Reflect.construct': (a) => Reflect.construct(Array, a),
  includes: (a) => a.includes(undefined),
  indexOf: (a) => a.indexOf(undefined),
  lastIndexOf: (a) => a.lastIndexOf(undefined),
  slice: (a) => a.slice(),
  sort: (a) => a.sort(),
  'sort by a function': (a) => a.sort((x, y) => y - x),
  toSorted: (a) => a.toSorted(),
  toReversed: (a) => a.toReversed(),
  toSpliced: (a) => a.toSpliced(0, 1),
  with: (a) => a.with(0, 7),
  reverse: (a) => a.reverse(),
  unshift: (a) => [a.unshift(9), a],
  shift: (a) => [a.shift(), a.shift(), a],
  pop: (a) => [a.pop(), a.pop(), a],
  'called by a native': (a) => [a].map(Function.prototype.call, Array.prototype.pop).concat(Reflect.apply(a.at, a, [1])),
  fill: (a) => a.fill(0, 0, 1),
  copyWithin: (a) => a.copyWithin(0, 1),
  concat: (a) => a.concat(a),
  flat: (a) => [a, a].flat(),
  join: (a) => a.join(),
  toLocaleString: (a) => a.toLocaleString(),
  'typed array': (a) => new Uint8Array(a),
  entries: (a) => [...a.entries()],
  JSON: (a) => JSON.stringify(a),
};

for (const [how, make] of Object.entries(made)) {
  for (const [name, use] of Object.entries(uses)) {
    let shown;
    try {
      shown = inspect(use(make()), { breakLength: Infinity });
    } catch (err) {
      shown = `${err.name}: ${err.message}`;
    }
    console.log(`${how}, ${name}: ${shown}`);
  }
}

// A function that compares may change what is sorted.
const shrinks = [3, 1, 2, 5, 4];
console.log(shrinks.sort((x, y) => {
  shrinks.length = 0;
  return x - y;
}));
const grows = [3, 1, 2];
grows.sort((x, y) => {
  grows[5] = 9;
  return x - y;
});
console.log(grows);
