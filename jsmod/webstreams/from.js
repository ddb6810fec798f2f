'use strict';

// ReadableStream.from, ReadableStreamFromIterable of the Streams standard
// (section 4.9.1).

const { codes: { ERR_ARG_NOT_ITERABLE, ERR_INVALID_STATE } } = require('internal/errors');
const { kState, nothing } = require('./common.js');
const { createReadable } = require('./readablestream.js');

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

// recordOf asks for an asynchronous iterator, and for a plain one in its place.
function recordOf(iterable) {
  const asyncMethod = iterable[Symbol.asyncIterator];
  const plain = asyncMethod === undefined || asyncMethod === null;
  const method = plain ? iterable[Symbol.iterator] : asyncMethod;
  if (method === undefined) throw new ERR_ARG_NOT_ITERABLE(iterable);
  const iterator = Reflect.apply(method, iterable, []);
  if (!isObject(iterator)) throw new ERR_INVALID_STATE.TypeError('The iterator method must return an object');
  return { iterator, next: iterator.next, plain };
}

// A plain iterator's values may be promises, which are waited for.
async function settled(result, plain) {
  if (!plain || !isObject(result)) return result;
  const { done } = result;
  return { done, value: await result.value };
}

function from(iterable) {
  const { iterator, next, plain } = recordOf(iterable);
  const stream = createReadable({
    start: nothing,
    async pull() {
      const result = Reflect.apply(next, iterator, []);
      if (!isObject(result)) {
        throw new ERR_INVALID_STATE.TypeError('The iterator.next() method must return an object');
      }
      const step = await settled(await result, plain);
      if (!isObject(step)) {
        throw new ERR_INVALID_STATE.TypeError(
          'The promise returned by the iterator.next() method must fulfill with an object');
      }
      const { controller } = stream[kState];
      if (step.done) controller.close();
      else controller.enqueue(step.value);
    },
    async cancel(reason) {
      const method = iterator.return;
      if (method === undefined) return;
      const step = await Reflect.apply(method, iterator, plain ? [] : [reason]);
      if (!isObject(step)) {
        throw new ERR_INVALID_STATE.TypeError(
          'The promise returned by the iterator.return() method must fulfill with an object');
      }
    },
  }, 0);
  return stream;
}

module.exports = { from };
