'use strict';

// What a Writable knows of itself, in plain fields as in a Readable.

const { Buffer } = require('buffer');
const { getHighWaterMark, getDefaultHighWaterMark } = require('./state.js');

// Fields that most streams never change are on the prototype.
function WritableState(options, stream, isDuplex) {
  this.highWaterMark = 0;
  this.length = 0;
  this.corked = 0;
  this.needDrain = false;
  this.ending = false;
  this.ended = false;
  this.finished = false;
  this.destroyed = false;
  this.writing = false;
  // True while _write runs: a callback at once must look like one later.
  this.sync = true;
  this.onwrite = null;
  this.writecb = null;
  this.writelen = 0;
  this.afterWriteTickInfo = null;
  this.buffered = [];
  this.bufferedIndex = 0;
  // Tell whether what is buffered needs encodings, and callbacks, at all.
  this.allBuffers = true;
  this.allNoop = true;
  this.pendingcb = 0;
  this.errored = null;
  if (options === undefined || options === null) {
    this.highWaterMark = getDefaultHighWaterMark(false);
    return;
  }
  if (options.objectMode || (isDuplex && options.writableObjectMode)) this.objectMode = true;
  this.highWaterMark = getHighWaterMark(this, options, 'writableHighWaterMark', isDuplex);
  if (options.decodeStrings === false) this.decodeStrings = false;
  if (options.emitClose === false) this.emitClose = false;
  if (options.autoDestroy === false) this.autoDestroy = false;
  const encoding = options.defaultEncoding;
  if (encoding && encoding !== 'utf8' && encoding !== 'utf-8') {
    if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    this.defaultEncoding = encoding;
  }
}

Object.assign(WritableState.prototype, {
  objectMode: false,
  finalCalled: false,
  decodeStrings: true,
  defaultEncoding: 'utf8',
  bufferProcessing: false,
  constructed: true,
  prefinished: false,
  errorEmitted: false,
  emitClose: true,
  autoDestroy: true,
  closed: false,
  closeEmitted: false,
  onfinish: null,
  // Set by a stream for which a write that is over at once, with no callback of
  // the caller, is no event: it is then accounted for without a tick.
  quietWrites: false,
});

WritableState.prototype.getBuffer = function() {
  return this.buffered.slice(this.bufferedIndex);
};

Object.defineProperty(WritableState.prototype, 'bufferedRequestCount', {
  get() { return this.buffered.length - this.bufferedIndex; },
});

function unknownEncoding(encoding) {
  const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
  return new ERR_UNKNOWN_ENCODING(encoding);
}

module.exports = { WritableState, unknownEncoding };
