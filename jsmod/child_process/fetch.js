'use strict';

// The global fetch, for scripts that name it. HTTP is no part of this runtime,
// so that it always fails, in the way in which Node's fails.
function fetch() {
  const { genericNodeError } = require('internal/errors');
  const cause = genericNodeError('HTTP is not part of this runtime', { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  const error = new TypeError('fetch failed');
  Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true });
  return Promise.reject(error);
}

module.exports = { fetch };
