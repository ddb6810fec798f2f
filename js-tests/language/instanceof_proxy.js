'use strict';

// `instanceof` looks through a Proxy of a class.

function show(name, fn) {
  try {
    console.log(name, fn());
  } catch (err) {
    console.log(name, `${err.name}: ${err.message}`);
  }
}

class A {}
class B extends A {}
const P = new Proxy(A, {});

show('an instance', () => new A() instanceof P);
show('made by the proxy', () => new P() instanceof P);
show('of a subclass', () => new B() instanceof P);
show('of a subclass of the proxy', () => new (class extends P {})() instanceof P);
show('another', () => [{} instanceof P, Object.create(null) instanceof P, 1 instanceof P, null instanceof P]);
show('a proxy of a proxy', () => new A() instanceof new Proxy(P, {}));
show('a proxy of a bound function', () => new A() instanceof new Proxy(A.bind(), { get: (t, k) => (k === 'prototype' ? A.prototype : t[k]) }));
show('a bound proxy', () => [new A() instanceof Function.prototype.bind.call(P), {} instanceof P.bind()]);
show('the proxy of an instance', () => new Proxy(new A(), {}) instanceof P);
show('of a native', () => [[] instanceof new Proxy(Array, {}), new Error() instanceof new Proxy(TypeError, {})]);
show('the method itself', () => Function.prototype[Symbol.hasInstance].call(P, new A()));

const asked = [];
const traps = new Proxy(A, {
  get(target, key, receiver) {
    asked.push(key);
    return Reflect.get(target, key, receiver);
  },
});
const instance = new Proxy(new A(), {
  getPrototypeOf(target) {
    asked.push('getPrototypeOf');
    return Reflect.getPrototypeOf(target);
  },
});
show('the traps', () => [instance instanceof traps, asked]);
show('hasInstance of its own', () => 5 instanceof new Proxy(class { static [Symbol.hasInstance](x) { return x === 5; } }, {}));
show('another prototype', () => new B() instanceof new Proxy(function() {}, { get: (t, k) => (k === 'prototype' ? B.prototype : t[k]) }));
show('no prototype', () => ({}) instanceof new Proxy(() => {}, {}));
show('no prototype, no object', () => 1 instanceof new Proxy(() => {}, {}));
show('a thrown error', () => ({}) instanceof new Proxy(A, { get() { throw new RangeError('get'); } }));
const revocable = Proxy.revocable(A, {});
revocable.revoke();
show('a revoked one', () => { try { return ({}) instanceof revocable.proxy; } catch (err) { return err.name; } });
show('a proxy of an object', () => { try { return ({}) instanceof new Proxy({}, {}); } catch (err) { return err.name; } });
