// What is filled in is exact where a script looks closely.

const thrown = (fn) => {
  try {
    return fn();
  } catch (error) {
    return error.name;
  }
};

const registry = new FinalizationRegistry(() => {});
const token = {};
registry.register({}, 'held', token);
console.log(registry.unregister(token), registry.unregister(token), registry.register.length, registry.unregister.length);
console.log(thrown(() => registry.register(token, token)), thrown(() => registry.register(1)));
console.log(thrown(() => registry.register({}, 1, 2)), thrown(() => registry.unregister()));
console.log(thrown(() => registry.register.call({}, {})), thrown(() => new WeakRef(Symbol.for('registered'))));
console.log(Object.getOwnPropertyDescriptor(WeakRef.prototype, Symbol.toStringTag), String(registry));

class Own extends Promise {}
const any = Own.any([1]);
console.log(any instanceof Own, Promise.any.length, thrown(() => Promise.any.call(1, [])));
any.then(console.log);
Promise.any([Promise.reject(1), Promise.reject(2)]).catch((e) => console.log(e.name, e.message, e.errors));
Promise.any([]).catch((e) => console.log(e.errors));
Promise.any(1).catch((e) => console.log(e.name));
let closed = 0;
const items = { [Symbol.iterator]() { return this; }, next: () => ({ value: 1 }), return() { closed++; return {}; } };
class Failing extends Promise {
  static resolve() { throw new Error('no'); }
}
Failing.any(items).catch((e) => console.log(e.message, closed));

const like = { [Symbol.match]: true, source: 'a', flags: 'i', constructor: RegExp };
console.log(RegExp(like) === like, new RegExp(like).flags, new RegExp(like, 'g').flags, RegExp(/b/g).source);
console.log(thrown(() => new RegExp('a', 'uu')), thrown(() => new RegExp('a', 'vv')));
console.log(/^\p{Hex}+$/u.test('fF0'), /\p{RI}/u.test('🇩'), new RegExp('\\p{UIdeo}', 'u').source);

for (const name of ['isWellFormed', 'toWellFormed']) {
  const method = String.prototype[name] ?? (() => null.x);
  console.log(thrown(() => method.call(undefined)));
}
console.log(thrown(() => Object.prototype.__lookupGetter__.call(undefined, 'x')));
