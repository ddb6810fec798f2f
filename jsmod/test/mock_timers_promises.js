'use strict';

// timers/promises over mocked timers.

const { AbortError } = require('internal/errors');
const { asyncGenerator, pause } = require('internal/async_generator');
const { createDeferredPromise } = require('internal/util');
const { validateAbortSignal } = require('internal/validators');

function reason(signal) {
  return new AbortError(undefined, { cause: signal.reason });
}

// mockPromises makes them of later(delay, fn) and each(delay, fn), which give a timer,
// and clear(timer).
function mockPromises({ clear, each, later }) {
  async function wait(delay, value, options) {
    const signal = options ? options.signal : undefined;
    if (signal) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) throw reason(signal);
    }
    const { promise, resolve, reject } = createDeferredPromise();
    const timer = later(delay, () => resolve(value));
    if (signal) {
      signal.addEventListener('abort', () => {
        clear(timer);
        reject(reason(signal));
      }, { once: true });
    }
    return promise;
  }

  return {
    setTimeout: (delay, value, options) => wait(delay, value, options),
    setImmediate: (value, options) => wait(-1, value, options),
    setInterval: asyncGenerator(function* setInterval(delay, value, options) {
      const signal = options ? options.signal : undefined;
      if (signal) {
        validateAbortSignal(signal, 'options.signal');
        if (signal.aborted) throw reason(signal);
      }
      let due = 0;
      let wake = () => {};
      const onabort = () => wake();
      if (signal) signal.addEventListener('abort', onabort, { once: true });
      const timer = each(delay, () => {
        due++;
        wake();
      });
      try {
        for (;;) {
          for (; due > 0; due--) yield value;
          if (signal && signal.aborted) throw reason(signal);
          const { promise, resolve } = createDeferredPromise();
          wake = resolve;
          yield pause(promise);
        }
      } finally {
        clear(timer);
        if (signal) signal.removeEventListener('abort', onabort);
      }
    }),
  };
}

module.exports = { mockPromises };
