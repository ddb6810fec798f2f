'use strict';

// Asynchronous generators and iteration for an engine that has neither: a plain
// generator is driven, in which `yield pause(promise)` means await and any
// other yield hands out a value.

function Pause(promise) {
  this.promise = promise;
}

function pause(promise) {
  return new Pause(promise);
}

function AsyncGenerator(generator) {
  Object.defineProperty(this, kState, { value: { generator, queue: [], running: false } });
}

const kState = Symbol('kState');

AsyncGenerator.prototype[Symbol.asyncIterator] = function() { return this; };
for (const name of ['next', 'return', 'throw']) {
  AsyncGenerator.prototype[name] = function(value) {
    return new Promise((resolve, reject) => {
      const self = this[kState];
      self.queue.push({ name, value, resolve, reject });
      if (!self.running) run(self);
    });
  };
}
Object.defineProperty(AsyncGenerator.prototype, Symbol.toStringTag, { value: 'AsyncGenerator', configurable: true });

function run(self) {
  if (self.queue.length === 0) return;
  self.running = true;
  const { name, value } = self.queue[0];
  if (name === 'return') {
    Promise.resolve(value).then((v) => step(self, name, v), (e) => step(self, 'throw', e));
  } else {
    step(self, name, value);
  }
}

function step(self, name, value) {
  let result;
  try {
    result = self.generator[name](value);
  } catch (error) {
    settle(self, 'reject', error);
    return;
  }
  const again = (v) => step(self, 'next', v);
  const fail = (e) => step(self, 'throw', e);
  if (!result.done && result.value instanceof Pause) {
    Promise.resolve(result.value.promise).then(again, fail);
    return;
  }
  Promise.resolve(result.value).then(
    (v) => settle(self, 'resolve', { value: v, done: result.done }),
    result.done ? (e) => settle(self, 'reject', e) : fail,
  );
}

function settle(self, how, value) {
  const request = self.queue.shift();
  self.running = false;
  request[how](value);
  run(self);
}

// asyncGenerator makes an asynchronous generator function of a plain one.
function asyncGenerator(fn) {
  return function(...args) {
    return new AsyncGenerator(fn.apply(this, args));
  };
}

function iteratorOf(iterable) {
  if (typeof iterable[Symbol.asyncIterator] === 'function') return iterable[Symbol.asyncIterator]();
  return iterable[Symbol.iterator]();
}

// each is `for await (const value of iterable) await fn(value)`; fn ends the
// loop by returning false.
async function each(iterable, fn) {
  const iterator = iteratorOf(iterable);
  for (;;) {
    const { value, done } = await iterator.next();
    if (done) return;
    let more;
    try {
      more = await fn(await value);
    } catch (error) {
      try {
        if (typeof iterator.return === 'function') await iterator.return();
      } catch {
        // What fn threw is what counts.
      }
      throw error;
    }
    if (more === false) {
      if (typeof iterator.return === 'function') await iterator.return();
      return;
    }
  }
}

// loop is each inside an asynchronous generator: it hands out what body, a
// plain generator function, hands out for each value.
function* loop(iterable, body) {
  const iterator = iteratorOf(iterable);
  let finished = false;
  try {
    for (;;) {
      const { value, done } = yield pause(iterator.next());
      if (done) {
        finished = true;
        return;
      }
      if ((yield* body(yield pause(value))) === false) return;
    }
  } catch (error) {
    if (!finished) {
      finished = true;
      try {
        if (typeof iterator.return === 'function') yield pause(iterator.return());
      } catch {
        // The first error is the one that counts.
      }
    }
    throw error;
  } finally {
    if (!finished && typeof iterator.return === 'function') yield pause(iterator.return());
  }
}

module.exports = { asyncGenerator, pause, each, loop };
