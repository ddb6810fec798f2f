'use strict';

// A promise that passes a rejection on is rejected in the domain of its then. The
// engine tells of jobs that call a handler, so that each rejection gets one.

const plainThen = Promise.prototype.then;

function rethrow(error) {
  throw error;
}

function install() {
  const { then } = {
    then(onFulfilled, onRejected) {
      return Reflect.apply(plainThen, this, [onFulfilled, typeof onRejected === 'function' ? onRejected : rethrow]);
    },
  };
  Object.defineProperty(Promise.prototype, 'then', { value: then });
}

module.exports = { install };
