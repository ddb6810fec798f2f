'use strict';

// refused makes a function, which may be called with new, that throws Node's
// error for what was not granted.
function refused(name, permission) {
  function throws() {
    const { genericNodeError } = require('internal/errors');
    throw genericNodeError('Access to this API has been restricted', { code: 'ERR_ACCESS_DENIED', permission });
  }
  Object.defineProperty(throws, 'name', { value: name });
  return throws;
}

module.exports = { refused };
