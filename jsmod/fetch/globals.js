'use strict';

// The names of fetch on the global object: each is loaded when it is used.

module.exports = {
  get FormData() { return require('./formdata.js').FormData; },
  get Headers() { return require('./headers.js').Headers; },
  get Request() { return require('./request.js').Request; },
  get Response() { return require('./response.js').Response; },
  get fetch() { return require('./fetch.js').fetch; },
};
