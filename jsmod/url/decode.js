'use strict';

// decodeURIComponent with the words that V8 has for an error.
module.exports = function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new URIError('URI malformed');
  }
};
