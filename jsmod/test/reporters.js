'use strict';

// node:test/reporters.

function lazily(name, load) {
  Object.defineProperty(exports, name, { configurable: true, enumerable: true, get: load });
}

lazily('dot', () => require('./dot.js'));
lazily('junit', () => require('./junit.js'));

Object.defineProperty(exports, 'spec', {
  configurable: true,
  enumerable: true,
  // Both with new and without.
  value: function value(...args) {
    return Reflect.construct(require('./spec.js').SpecReporter, args);
  },
});

lazily('tap', () => require('./tap.js'));
