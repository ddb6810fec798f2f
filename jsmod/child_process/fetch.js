'use strict';

// The global fetch, for scripts that name it. It always fails, in the way in which
// Node's fails: requests are made by http and https.
function fetch() {
  const { genericNodeError } = require('internal/errors');
  const cause = genericNodeError('fetch is not part of this runtime; use http or https', { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  const error = new TypeError('fetch failed');
  Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true });
  return Promise.reject(error);
}

module.exports = { fetch };
