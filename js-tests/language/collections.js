'use strict';

// What makes a Map, a Set and the weak ones, and what does not.

function show(name, fn) {
  try {
    console.log(name, fn());
  } catch (err) {
    console.log(name, `${err.name}: ${err.message}`);
  }
}

class Shouting extends Map {
  set(key, value) {
    return super.set(key, `${value}!`);
  }
}

show('pairs', () => new Map([[1, 2], [3, , ], [], { 0: 'a', 1: 'b' }]));
show('a subclass', () => new Shouting([[1, 2], [3], []]));
show('a subclass without a method', () => new (class Plain extends Map {})([[1, 2]]));
show('a text is no pair', () => new Map(['ab']));
show('nor in a subclass', () => new Shouting(['ab']));
show('a number is no pair', () => new Map([1]));
show('nor for a WeakMap', () => new WeakMap([1]));
show('a weak key', () => new WeakMap([[1, 2]]));
show('no key', () => new WeakMap([[, 2]]));
show('a weak element', () => new WeakSet([1]));
show('set', () => new WeakMap().set('a', 1));
show('add', () => new WeakSet().add(undefined));
show('nothing', () => [new Map(null).size, new Set(undefined).size, new Set().size]);
show('without new', () => Set([1]));
show('made as another', () => Reflect.construct(Set, [[1, 2]], class extends Set {}).size);

function endless(log) {
  return {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return() {
        log.push('closed');
        return {};
      },
    }),
  };
}

for (const Class of [WeakSet, WeakMap, Map, class extends Set { add() { throw new RangeError('full'); } }]) {
  const log = [];
  try {
    new Class(endless(log));
  } catch (err) {
    console.log(err.name, err.message, log);
  }
}

const { add } = Set.prototype;
const seen = [];
Set.prototype.add = function(value) {
  seen.push(value);
  return add.call(this, value);
};
new Set([1, , 3]);
Set.prototype.add = add;
console.log(seen);
