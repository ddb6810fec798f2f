'use strict';

// Readable as an asynchronous iterable.

const { asyncGenerator, pause } = require('internal/async_generator');
const { destroyer } = require('./destroy.js');
const { eos } = require('./eos.js');

const chunksOf = asyncGenerator(function* chunks(stream, options) {
  const { aggregateTwoErrors } = require('internal/errors');
  let wake = null;
  // undefined: goes on; null: has ended well.
  let error;

  function onreadable() {
    if (wake !== null) {
      const fn = wake;
      wake = null;
      fn();
    }
  }

  stream.on('readable', onreadable);
  const cleanup = eos(stream, { writable: false }, (err) => {
    error = err ? aggregateTwoErrors(error, err) : null;
    onreadable();
  });

  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (error === null) return;
      else yield pause(new Promise((resolve) => { wake = resolve; }));
    }
  } catch (err) {
    error = aggregateTwoErrors(error, err);
    throw error;
  } finally {
    if ((error || !options || options.destroyOnReturn !== false) &&
        (error === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', onreadable);
      cleanup();
    }
  }
});

function asyncIterator(stream, options) {
  if (typeof stream.read !== 'function') stream = require('./readable.js').wrap(stream, { objectMode: true });
  const iter = chunksOf(stream, options);
  iter.stream = stream;
  return iter;
}

function iterator(stream, options) {
  const { validateBoolean, validateObject } = require('internal/validators');
  if (options !== undefined) {
    validateObject(options, 'options');
    if (options.destroyOnReturn !== undefined) validateBoolean(options.destroyOnReturn, 'options.destroyOnReturn');
  }
  return asyncIterator(stream, options);
}

module.exports = { asyncIterator, iterator };
