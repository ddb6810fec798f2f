'use strict';

// What a Readable knows of itself. All of it is plain fields of one object,
// because getters are the dearest thing on goja's hot path.

const { Buffer } = require('buffer');
const { getHighWaterMark, getDefaultHighWaterMark } = require('./state.js');

// Fields that most streams never change are on the prototype.
function ReadableState(options, stream, isDuplex) {
  this.highWaterMark = 0;
  this.buffer = [];
  this.bufferIndex = 0;
  this.length = 0;
  this.pipes = [];
  this.flowing = null;
  this.ended = false;
  this.endEmitted = false;
  this.reading = false;
  // False while _read runs: what it pushes at once is buffered, so that 'data'
  // never comes before the listener's caller has returned.
  this.sync = true;
  this.needReadable = false;
  this.emittedReadable = false;
  this.readableListening = false;
  this.resumeScheduled = false;
  this.readingMore = false;
  this.dataEmitted = false;
  this.destroyed = false;
  this.errored = null;
  this.awaitDrainWriters = null;
  this.decoder = null;
  if (options === undefined || options === null) {
    this.highWaterMark = getDefaultHighWaterMark(false);
    return;
  }
  if (options.objectMode || (isDuplex && options.readableObjectMode)) this.objectMode = true;
  this.highWaterMark = getHighWaterMark(this, options, 'readableHighWaterMark', isDuplex);
  if (options.emitClose === false) this.emitClose = false;
  if (options.autoDestroy === false) this.autoDestroy = false;
  if (options.defaultEncoding && options.defaultEncoding !== 'utf8') this.setDefaultEncoding(options.defaultEncoding);
  if (options.encoding) {
    const { StringDecoder } = require('string_decoder');
    this.decoder = new StringDecoder(options.encoding);
    this.encoding = options.encoding;
  }
}

Object.assign(ReadableState.prototype, {
  objectMode: false,
  constructed: true,
  errorEmitted: false,
  emitClose: true,
  autoDestroy: true,
  closed: false,
  closeEmitted: false,
  defaultEncoding: 'utf8',
  multiAwaitDrain: false,
  encoding: null,
  paused: null,
  // Set by a stream whose source goes on by itself after a push that was
  // delivered at once: it need not be asked to _read again.
  keepsReading: false,
});

ReadableState.prototype.setDefaultEncoding = function(encoding) {
  if (!Buffer.isEncoding(encoding)) {
    const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  this.defaultEncoding = encoding;
};

Object.defineProperty(ReadableState.prototype, 'pipesCount', {
  get() { return this.pipes.length; },
});

module.exports = { ReadableState };
