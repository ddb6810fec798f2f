'use strict';

// What the prelude defines and few scripts call, loaded by the first that does.

const { apply, construct, defineProperty } = Reflect;

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

function methodOf(object, name) {
  const method = object[name];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== 'function') throw new TypeError(`${String(method)} is not a function`);
  return method;
}

// --- Promise.any (ECMA-262, 27.2.4.3) -------------------------------------
// The engine's rejects with an error that has no message.

function capability(C) {
  let resolve;
  let reject;
  const promise = new C((yes, no) => {
    if (resolve !== undefined || reject !== undefined) {
      throw new TypeError('Promise executor has already been invoked with non-undefined arguments');
    }
    resolve = yes;
    reject = no;
  });
  if (typeof resolve !== 'function' || typeof reject !== 'function') {
    throw new TypeError('Promise resolve or reject function is not callable');
  }
  return { promise, resolve, reject };
}

exports.any = function any(C, items) {
  if (!isObject(C)) throw new TypeError('Promise.any called on non-object');
  const { promise, resolve, reject } = capability(C);
  const errors = [];
  let left = 1;
  const settle = () => {
    if (--left === 0) reject(new AggregateError(errors, 'All promises were rejected'));
  };
  try {
    const { resolve: resolver } = C;
    if (typeof resolver !== 'function') throw new TypeError('Promise resolve or reject function is not callable');
    let index = 0;
    for (const item of items) {
      const at = index++;
      const put = (value) => defineProperty(errors, at, { value, writable: true, enumerable: true, configurable: true });
      put(undefined);
      const next = apply(resolver, C, [item]);
      left++;
      let called = false;
      next.then(resolve, (error) => {
        if (called) return;
        called = true;
        put(error);
        settle();
      });
    }
    settle();
  } catch (error) {
    reject(error);
  }
  return promise;
};

// --- Array.fromAsync (ECMA-262, 23.1.2.1) ----------------------------------

function isConstructor(value) {
  try {
    construct(Object, [], value);
    return true;
  } catch {
    return false;
  }
}

function put(list, i, value) {
  if (!defineProperty(list, i, { value, writable: true, enumerable: true, configurable: true })) {
    throw new TypeError(`Cannot add property ${i}, object is not extensible`);
  }
}

async function close(iterator) {
  try {
    const method = methodOf(iterator, 'return');
    if (method !== undefined) await apply(method, iterator, []);
  } catch {
    // What failed first is told.
  }
}

async function fromIterator(C, iterator, map, thisArg) {
  const out = isConstructor(C) ? new C() : [];
  const { next } = iterator;
  for (let i = 0; ; i++) {
    const step = await apply(next, iterator, []);
    if (!isObject(step)) throw new TypeError(`Iterator result ${String(step)} is not an object`);
    if (step.done) {
      out.length = i;
      return out;
    }
    let { value } = step;
    try {
      if (map !== undefined) value = await apply(map, thisArg, [value, i]);
      put(out, i, value);
    } catch (error) {
      await close(iterator);
      throw error;
    }
  }
}

async function fromList(C, items, map, thisArg) {
  const list = Object(items);
  const length = Math.min(Math.max(Math.trunc(+list.length) || 0, 0), Number.MAX_SAFE_INTEGER);
  const out = isConstructor(C) ? new C(length) : new Array(length);
  for (let i = 0; i < length; i++) {
    let value = await list[i];
    if (map !== undefined) value = await apply(map, thisArg, [value, i]);
    put(out, i, value);
  }
  out.length = length;
  return out;
}

exports.fromAsync = async function fromAsync(C, items, map, thisArg) {
  if (map !== undefined && typeof map !== 'function') throw new TypeError(`${String(map)} is not a function`);
  const method = methodOf(items, Symbol.asyncIterator);
  if (method !== undefined) {
    const iterator = apply(method, items, []);
    if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
    return fromIterator(C, iterator, map, thisArg);
  }
  const sync = methodOf(items, Symbol.iterator);
  if (sync === undefined) return fromList(C, items, map, thisArg);
  return fromIterator(C, require('internal/async_generators').fromSync(items, sync), map, thisArg);
};
