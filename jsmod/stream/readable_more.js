'use strict';

// What a Readable has beside the flow of data: wrap, from, iterators, operators
// and the properties that scripts look at. The code behind the first ones is
// loaded when it is called.

const operators = [
  ['map', 1], ['filter', 1], ['forEach', 1], ['toArray', 0], ['some', 1], ['find', 1], ['every', 1],
  ['flatMap', 1], ['drop', 1], ['take', 1], ['asIndexedPairs', 0], ['reduce', 2], ['compose', 1],
];

function method(name, value) {
  return Object.defineProperty(value, 'name', { value: name, configurable: true });
}

function installCalls(Readable) {
  const proto = Readable.prototype;
  proto.wrap = function(stream) { return require('./wrap.js').wrapOld(this, stream); };
  proto.iterator = function(options) { return require('./iterator.js').iterator(this, options); };
  proto[Symbol.asyncIterator] = function() { return require('./iterator.js').asyncIterator(this); };
  Readable.from = function(iterable, opts) { return require('./from.js').from(Readable, iterable, opts); };
  Readable.wrap = function(src, options) { return require('./wrap.js').wrap(Readable, src, options); };
  for (const [name, length] of operators) {
    const call = method(name, function(...args) { return require('./operators.js')[name].apply(this, args); });
    Object.defineProperty(call, 'length', { value: length, configurable: true });
    Object.defineProperty(proto, name, { value: call, enumerable: false, configurable: true, writable: true });
  }
}

// Each answers from a stream's _readableState, or without one by its last
// value.
const getters = {
  readableDidRead: [(r) => r.dataEmitted],
  readableAborted: [(r) => !!(r.readable !== false && (r.destroyed || r.errored) && !r.endEmitted)],
  readableHighWaterMark: [(r) => r.highWaterMark],
  readableBuffer: [(r) => (r.bufferIndex === 0 ? r.buffer : r.buffer.slice(r.bufferIndex))],
  readableLength: [(r) => r.length],
  readableObjectMode: [(r) => r.objectMode, false],
  readableEncoding: [(r) => r.encoding, null],
  readableEnded: [(r) => r.endEmitted, false],
  errored: [(r) => r.errored, null],
  closed: [(r) => r.closed, false],
};

function installProperties(Readable) {
  const proto = Readable.prototype;
  Object.defineProperty(proto, 'readable', {
    enumerable: true,
    configurable: true,
    get() {
      const r = this._readableState;
      return !!r && r.readable !== false && !r.destroyed && !r.errorEmitted && !r.endEmitted;
    },
    set(value) {
      if (this._readableState) this._readableState.readable = !!value;
    },
  });
  for (const name of Object.keys(getters)) {
    const [answer, without] = getters[name];
    Object.defineProperty(proto, name, {
      enumerable: false,
      configurable: true,
      get() {
        const r = this._readableState;
        return r ? answer(r) : without;
      },
    });
  }
  Object.defineProperty(proto, 'readableFlowing', {
    enumerable: false,
    configurable: true,
    get() { return this._readableState.flowing; },
    set(value) { if (this._readableState) this._readableState.flowing = value; },
  });
  Object.defineProperty(proto, 'destroyed', {
    enumerable: false,
    configurable: true,
    get() { return this._readableState ? this._readableState.destroyed : false; },
    set(value) { if (this._readableState) this._readableState.destroyed = value; },
  });
}

function install(Readable) {
  installCalls(Readable);
  installProperties(Readable);
}

module.exports = { install };
