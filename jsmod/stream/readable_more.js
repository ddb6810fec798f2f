'use strict';

// What a Readable has beside the flow of data: wrap, from, fromWeb, iterators,
// operators and the properties that scripts look at. The code behind the first ones is
// loaded when it is called.

const { defineProperties, native } = require('./native.js');

const operators = [
  ['map', 1], ['filter', 1], ['forEach', 1], ['toArray', 0], ['some', 1], ['find', 1], ['every', 1],
  ['flatMap', 1], ['drop', 1], ['take', 1], ['asIndexedPairs', 0], ['reduce', 2], ['compose', 1],
];

function method(name, value) {
  return Object.defineProperty(value, 'name', { value: name, configurable: true });
}

function install(Readable) {
  const proto = Readable.prototype;
  proto.wrap = function(stream) { return require('./wrap.js').wrapOld(this, stream); };
  proto.iterator = function(options) { return require('./iterator.js').iterator(this, options); };
  proto[Symbol.asyncIterator] = function() { return require('./iterator.js').asyncIterator(this); };
  Readable.from = function(iterable, opts) { return require('./from.js').from(Readable, iterable, opts); };
  Readable.fromWeb = function(readableStream, options) {
    return require('internal/webstreams').toReadable(readableStream, options);
  };
  Readable.toWeb = function(streamReadable, options) {
    return require('internal/webstreams').fromReadable(streamReadable, options);
  };
  Readable.wrap = function(src, options) { return require('./wrap.js').wrap(Readable, src, options); };
  for (const [name, length] of operators) {
    const call = method(name, function(...args) { return require('./operators.js')[name].apply(this, args); });
    Object.defineProperty(call, 'length', { value: length, configurable: true });
    Object.defineProperty(proto, name, { value: call, enumerable: false, configurable: true, writable: true });
  }
  defineProperties(proto, native.properties.readable);
  Object.defineProperty(proto, 'readable', { enumerable: true });
}

module.exports = { install };
