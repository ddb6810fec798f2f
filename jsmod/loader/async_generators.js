'use strict';

// What rewritten async generators run on (ECMA-262, 27.1.6, 27.4 and 27.6). Their bodies
// are generators of the engine's that yield an Await for each await, a Delegate for each
// yield*, and anything else for a yield.

const { apply, getOwnPropertyDescriptor } = Reflect;
const { create, defineProperty, setPrototypeOf } = Object;
const { then } = Promise.prototype;
const NativePromise = Promise;
const { asyncIterator: kAsync, iterator: kSync } = Symbol;

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// settle awaits: a promise of the language's own is not wrapped anew.
function settle(value, done, failed) {
  apply(then, NativePromise.resolve(value), [done, failed]);
}

function settled(value) {
  return NativePromise.resolve(value);
}

function methodOf(object, name) {
  const method = object[name];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== 'function') throw new TypeError(`${String(method)} is not a function`);
  return method;
}

function checkResult(result) {
  if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
  return result;
}

class Await {
  constructor(value) { this.value = value; }
}

// Delegate is what `yield*` goes through in the place of an iterator: the engine's
// generator gives it away once and gets what came of it.
class Delegate {
  begun = false;

  constructor(iterable) {
    const method = methodOf(iterable, kAsync);
    this.iterator = method === undefined ? fromSync(iterable) : apply(method, iterable, []);
    if (!isObject(this.iterator)) throw new TypeError(`Result of the Symbol.asyncIterator method is not an object`);
    this.method = this.iterator.next;
  }

  [kSync]() { return this; }

  next(value) {
    if (this.begun) return { value, done: true };
    this.begun = true;
    return { value: this, done: false };
  }

  throw(error) { throw error; }

  return(value) { return { value, done: true }; }
}

// --- A synchronous iterator as an asynchronous one -------------------------

class FromSync {
  #iterator;
  #next;

  constructor(iterator, next) {
    this.#iterator = iterator;
    this.#next = next;
  }

  next(...args) {
    return this.#answer(() => apply(this.#next, this.#iterator, args), true);
  }

  return(...args) {
    return this.#answer(() => {
      const method = methodOf(this.#iterator, 'return');
      if (method === undefined) return { value: args[0], done: true };
      return apply(method, this.#iterator, args);
    }, false);
  }

  throw(...args) {
    return this.#answer(() => {
      const method = methodOf(this.#iterator, 'throw');
      if (method !== undefined) return apply(method, this.#iterator, args);
      const close = methodOf(this.#iterator, 'return');
      if (close !== undefined) checkResult(apply(close, this.#iterator, []));
      throw new TypeError('The iterator does not provide a \'throw\' method');
    }, true);
  }

  // What a value rejects with ends the iterator, which has not heard of it.
  #close() {
    try {
      const method = methodOf(this.#iterator, 'return');
      if (method !== undefined) apply(method, this.#iterator, []);
    } catch {
      // What failed first is told.
    }
  }

  #answer(call, closes) {
    return new NativePromise((resolve, reject) => {
      const result = checkResult(call());
      const { done: ended, value } = result;
      const done = Boolean(ended);
      let promise;
      try {
        promise = settled(value);
      } catch (error) {
        if (!done && closes) this.#close();
        throw error;
      }
      apply(then, promise, [(got) => resolve({ value: got, done }), (error) => {
        if (!done && closes) this.#close();
        reject(error);
      }]);
    });
  }
}

function fromSync(iterable, method = iterable[kSync]) {
  if (typeof method !== 'function') throw new TypeError(`${typeof iterable} is not async iterable`);
  const iterator = apply(method, iterable, []);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object');
  return new FromSync(iterator, iterator.next);
}

// forAwait is what `for await` goes through. The loop reads next for each turn, which it
// is to do once.
function forAwait(iterable) {
  const method = methodOf(iterable, kAsync);
  if (method === undefined) return fromSync(iterable);
  const iterator = apply(method, iterable, []);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
  const { next } = iterator;
  return {
    next: () => apply(next, iterator, []),
    get return() {
      const close = methodOf(iterator, 'return');
      return close && (() => apply(close, iterator, []));
    },
  };
}

// --- Generators ---------------------------------------------------------------

const kStart = 0;
const kYield = 1;
const kBusy = 2;
const kDone = 3;

class Generator {
  #body;
  #state = kStart;
  #queue = [];
  #delegate = null;

  constructor(body) { this.#body = body; }

  static is(it) { return isObject(it) && #queue in it; }

  static enqueue(it, kind, value) {
    return new NativePromise((resolve, reject) => {
      if (!Generator.is(it)) {
        throw new TypeError(`${kind} method called on incompatible receiver ${String(it)}`);
      }
      it.#queue.push({ kind, value, resolve, reject });
      if (it.#state !== kBusy) it.#drain();
    });
  }

  // drain serves who waits while the body does not run.
  #drain() {
    while (this.#queue.length > 0) {
      const { kind, value, resolve, reject } = this.#queue[0];
      if (this.#state === kStart && kind !== 'next') this.#state = kDone;
      if (this.#state !== kDone) {
        const first = this.#state === kStart;
        this.#state = kBusy;
        if (first) this.#run('next', undefined);
        else this.#resume(kind, value);
        return;
      }
      if (kind === 'return') {
        this.#state = kBusy;
        this.#await(value, (got) => this.#end('resolve', { value: got, done: true }), (error) => this.#end('reject', error));
        return;
      }
      this.#queue.shift();
      if (kind === 'next') resolve({ value: undefined, done: true });
      else reject(value);
    }
  }

  #await(value, done, failed) {
    try {
      settle(value, done, failed);
    } catch (error) {
      failed(error);
    }
  }

  // resume goes on behind a yield. What returns there is awaited first.
  #resume(kind, value) {
    if (kind === 'return') {
      this.#await(value, (got) => this.#step('return', got), (error) => this.#step('throw', error));
    } else {
      this.#step(kind, value);
    }
  }

  #step(kind, value) {
    if (this.#delegate === null) this.#run(kind, value);
    else this.#forward(kind, value);
  }

  #run(kind, value) {
    let step;
    try {
      step = this.#body[kind](value);
    } catch (error) {
      this.#end('reject', error);
      return;
    }
    const got = step.value;
    if (step.done) {
      // What a return brought was awaited, and nothing is returned at the end of a body.
      if (got === undefined || (kind === 'return' && got === value)) {
        this.#end('resolve', { value: got, done: true });
      } else {
        this.#await(got, (result) => this.#end('resolve', { value: result, done: true }), (error) => this.#end('reject', error));
      }
    } else if (got instanceof Await) {
      this.#await(got.value, (result) => this.#run('next', result), (error) => this.#run('throw', error));
    } else if (got instanceof Delegate) {
      this.#delegate = got;
      this.#forward('next', undefined);
    } else {
      this.#await(got, (result) => this.#give(result), (error) => this.#run('throw', error));
    }
  }

  // forward passes on to what `yield*` goes through.
  #forward(kind, value) {
    const { iterator, method } = this.#delegate;
    const leave = (how, what) => {
      this.#delegate = null;
      this.#run(how, what);
    };
    const failed = (error) => leave('throw', error);
    let answer;
    try {
      if (kind === 'next') {
        answer = apply(method, iterator, [value]);
      } else {
        const other = methodOf(iterator, kind);
        if (other !== undefined) {
          answer = apply(other, iterator, [value]);
        } else if (kind === 'return') {
          leave('return', value);
          return;
        } else {
          this.#refuse(iterator, failed);
          return;
        }
      }
    } catch (error) {
      failed(error);
      return;
    }
    this.#await(answer, (result) => {
      try {
        checkResult(result);
        if (!result.done) {
          this.#give(result.value);
          return;
        }
        value = result.value;
      } catch (error) {
        failed(error);
        return;
      }
      leave(kind === 'return' ? 'return' : 'next', value);
    }, failed);
  }

  // refuse ends what cannot be thrown into.
  #refuse(iterator, failed) {
    const unable = () => failed(new TypeError('The iterator does not provide a \'throw\' method'));
    const close = methodOf(iterator, 'return');
    if (close === undefined) {
      unable();
      return;
    }
    this.#await(apply(close, iterator, []), (result) => {
      try {
        checkResult(result);
      } catch (error) {
        failed(error);
        return;
      }
      unable();
    }, failed);
  }

  // give answers the oldest that waits, and goes on at once for the next one.
  #give(value) {
    this.#queue.shift().resolve({ value, done: false });
    if (this.#queue.length > 0) {
      const { kind, value: sent } = this.#queue[0];
      this.#resume(kind, sent);
    } else {
      this.#state = kYield;
    }
  }

  #end(how, value) {
    this.#state = kDone;
    this.#queue.shift()[how](value);
    this.#drain();
  }
}

// --- What scripts see of it -------------------------------------------------

function hidden(object, name, value, writable = false) {
  defineProperty(object, name, { value, writable, enumerable: false, configurable: true });
}

const asyncIteratorPrototype = {};
hidden(asyncIteratorPrototype, kAsync, { [kAsync]() { return this; } }[kAsync], true);

const prototype = create(asyncIteratorPrototype);
for (const kind of ['next', 'return', 'throw']) {
  hidden(prototype, kind, { [kind](value) { return Generator.enqueue(this, kind, value); } }[kind], true);
}
hidden(prototype, Symbol.toStringTag, 'AsyncGenerator');

const functionPrototype = create(Function.prototype);
hidden(functionPrototype, 'prototype', prototype);
hidden(functionPrototype, Symbol.toStringTag, 'AsyncGeneratorFunction');
hidden(prototype, 'constructor', functionPrototype);

function AsyncGeneratorFunction(...args) {
  const body = args.length > 0 ? `${args.pop()}` : '';
  return binding.asyncGeneratorFunction(args.map((arg) => `${arg}`).join(','), body);
}
setPrototypeOf(AsyncGeneratorFunction, Function);
defineProperty(AsyncGeneratorFunction, 'length', { value: 1 });
defineProperty(AsyncGeneratorFunction, 'prototype', { value: functionPrototype, writable: false });
hidden(functionPrototype, 'constructor', AsyncGeneratorFunction);

const marked = new WeakSet();

// mark makes an async generator's function look like one. The name is what it would have
// where it stands.
function mark(fn, name) {
  setPrototypeOf(fn, functionPrototype);
  const own = create(prototype);
  if (getOwnPropertyDescriptor(fn, 'prototype') === undefined) {
    defineProperty(fn, 'prototype', { value: own, writable: true });
  } else {
    fn.prototype = own;
  }
  if (name !== undefined) defineProperty(fn, 'name', { value: name });
  marked.add(fn);
  return fn;
}

function generator(self, args, body, fn) {
  const it = new Generator(apply(body, self, args ?? []));
  let own = prototype;
  if (typeof fn === 'function' && marked.has(fn) && isObject(fn.prototype)) own = fn.prototype;
  return setPrototypeOf(it, own);
}

module.exports = {
  Await,
  forAwait,
  fromSync,
  generator,
  isGenerator: Generator.is,
  mark,
  yieldStar: (iterable) => new Delegate(iterable),
};
