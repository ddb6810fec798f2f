'use strict';

const { Transform } = require('stream');

// LazyTransform is a Transform that becomes a stream when it is first used as
// one: nine hashes of ten only know update and digest.
function LazyTransform(options) {
  this._options = options;
}
Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

function stateOf(name) {
  return {
    configurable: true,
    enumerable: true,
    get() {
      Transform.call(this, this._options);
      this._writableState.decodeStrings = false;
      return this[name];
    },
    set(value) {
      Object.defineProperty(this, name, {
        value, configurable: true, enumerable: true, writable: true,
      });
    },
  };
}

Object.defineProperties(LazyTransform.prototype, {
  _readableState: stateOf('_readableState'),
  _writableState: stateOf('_writableState'),
});

module.exports = LazyTransform;
