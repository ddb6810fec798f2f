'use strict';

// Duplex inherits from Readable and takes over what Writable has.

const EE = require('events');
const Readable = require('./readable.js');
const Writable = require('./writable.js');
const { construct } = require('./destroy.js');
const { defineProperties, native } = require('./native.js');

module.exports = Duplex;
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);

const borrowed = [
  'write', 'cork', 'uncork', 'setDefaultEncoding', '_write', '_writev', 'end', 'destroy',
];
for (const name of borrowed) Duplex.prototype[name] = Writable.prototype[name];

// What few streams change is on the prototype.
Duplex.prototype.allowHalfOpen = true;

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  native.initDuplex(this, options);
  if (options && options.captureRejections) EE.init.call(this, options);
  if (typeof this._construct === 'function') {
    construct(this, () => {
      if (this._readableState.needReadable) native.maybeReadMore(this);
      native.afterConstruct(this);
    });
  }
}

const shared = [
  'writable', 'writableHighWaterMark', 'writableObjectMode', 'writableBuffer', 'writableLength',
  'writableFinished', 'writableCorked', 'writableEnded', 'writableNeedDrain',
];
for (const name of shared) {
  Object.defineProperty(Duplex.prototype, name, Object.getOwnPropertyDescriptor(Writable.prototype, name));
}
defineProperties(Duplex.prototype, native.properties.duplex);

Duplex.fromWeb = function(pair, options) {
  return require('internal/webstreams').toDuplex(pair, options);
};
Duplex.toWeb = function(duplex) {
  return require('internal/webstreams').pairFromDuplex(duplex);
};
Duplex.from = function(body) { return require('./duplexify.js')(body, 'body'); };
