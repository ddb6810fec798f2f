'use strict';

// What old programs still use: accessors by method, years of the last century.

const object = {};
object.__defineGetter__('twice', function() { return this.one * 2; });
object.__defineSetter__('twice', function(value) { this.one = value / 2; });
object.twice = 8;
console.log(object.one, object.twice, Object.keys(object).join());

class Base { get x() { return 1; } }
const derived = Object.create(new Base(), { y: { value: 2 } });
console.log(typeof derived.__lookupGetter__('x'), derived.__lookupSetter__('x'), derived.__lookupGetter__('y'), derived.__lookupGetter__('z'));

for (const method of ['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__']) {
  const { enumerable, configurable, writable } = Object.getOwnPropertyDescriptor(Object.prototype, method);
  console.log(method, Object.prototype[method].length, Object.prototype[method].name, enumerable, configurable, writable);
}
const frozen = Object.freeze({});
for (const attempt of [() => object.__defineGetter__('a', 1), () => frozen.__defineGetter__('a', () => 1)]) {
  try {
    attempt();
  } catch (error) {
    console.log(error instanceof TypeError);
  }
}

const date = new Date(2015, 5, 1);
date.setYear(95);
console.log(date.getYear(), date.getFullYear(), new Date(NaN).getYear());
date.setYear(2012);
console.log(date.getYear());

for (const [prototype, old, now] of [
  [Date.prototype, 'toGMTString', 'toUTCString'], [String.prototype, 'trimLeft', 'trimStart'], [String.prototype, 'trimRight', 'trimEnd'],
]) {
  const { enumerable, configurable, writable } = Object.getOwnPropertyDescriptor(prototype, old);
  console.log(old, prototype[old] === prototype[now], prototype[old].name, enumerable, configurable, writable);
}
console.log(new Date(0).toGMTString(), ' a '.trimLeft(), escape('äé€ @*_+-./'), unescape('%u20AC%E4%zz'));
