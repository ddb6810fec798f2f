'use strict';

// stream.finished: the end of a stream, whatever kind it is and whatever brings
// it about.

const { nextTick } = require('internal/task_queue');
const {
  isClosed, isNil, isNodeStream, isReadable, isReadableErrored, isReadableFinished,
  isReadableNodeStream, isReadableStream, isRequest, isWritable, isWritableErrored, isWritableFinished,
  isWritableNodeStream, isWritableStream, willEmitClose,
} = require('./utils.js');

// Watch is one call of finished.
function Watch(stream, options, callback) {
  this.stream = stream;
  this.callback = callback;
  this.readable = isNil(options.readable) ? isReadableNodeStream(stream) : options.readable;
  this.writable = isNil(options.writable) ? isWritableNodeStream(stream) : options.writable;
  // 'close' ends the wait when it is sure to come and speaks of what is waited
  // for.
  this.closeComes = willEmitClose(stream) && isReadableNodeStream(stream) === this.readable &&
    isWritableNodeStream(stream) === this.writable;
  this.readableFinished = isReadableFinished(stream, false);
  this.writableFinished = isWritableFinished(stream, false);
  this.listeners = [];
}

Watch.prototype.on = function(event, fn) {
  this.stream.on(event, fn);
  this.listeners.push(event, fn);
};

Watch.prototype.cleanup = function() {
  const { listeners, stream } = this;
  this.callback = null;
  if (this.onrequest) stream.removeListener('request', this.onrequest);
  if (this.onfinish && stream.req) stream.req.removeListener('finish', this.onfinish);
  for (let i = 0; i < listeners.length; i += 2) stream.removeListener(listeners[i], listeners[i + 1]);
  this.listeners = [];
};

Watch.prototype.done = function(error) {
  const { callback } = this;
  if (callback === null) return;
  this.callback = null;
  if (error === undefined) callback.call(this.stream);
  else callback.call(this.stream, error);
};

Watch.prototype.halfOver = function(other, waits, finished) {
  // A stream that is destroyed may never close: do not wait for that.
  if (this.stream.destroyed) this.closeComes = false;
  if (this.closeComes && (!this.stream[other] || waits)) return;
  if (!waits || finished) this.done();
};

Watch.prototype.finish = function() {
  this.writableFinished = true;
  this.halfOver('readable', this.readable, this.readableFinished);
};

Watch.prototype.end = function() {
  this.readableFinished = true;
  this.halfOver('writable', this.writable, this.writableFinished);
};

Watch.prototype.close = function() {
  const { stream } = this;
  if (this.closedWithError()) return;
  const readableOpen = this.readable && !this.readableFinished && isReadableNodeStream(stream, true) &&
    !isReadableFinished(stream, false);
  if (readableOpen || (this.writable && !this.writableFinished && !isWritableFinished(stream, false))) {
    const { codes: { ERR_STREAM_PREMATURE_CLOSE } } = require('internal/errors');
    this.done(new ERR_STREAM_PREMATURE_CLOSE());
    return;
  }
  this.done();
};

Watch.prototype.closedWithError = function() {
  const errored = isWritableErrored(this.stream) || isReadableErrored(this.stream);
  if (!errored || typeof errored === 'boolean') return false;
  this.done(errored);
  return true;
};

// closed is for a stream that is over although no event says so any more.
Watch.prototype.closed = function() {
  if (!this.closedWithError()) this.done();
};

Watch.prototype.listen = function(options) {
  const { stream } = this;
  this.onfinish = () => { this.finish(); };
  const onclose = () => { this.close(); };
  const w = stream._writableState;
  if (isRequest(stream)) {
    this.on('complete', this.onfinish);
    if (!this.closeComes) this.on('abort', onclose);
    this.onrequest = () => { stream.req.on('finish', this.onfinish); };
    if (stream.req) this.onrequest();
    else stream.on('request', this.onrequest);
  } else if (this.writable && !w) {
    const onlegacyfinish = () => { if (!stream.writable) this.finish(); };
    this.on('end', onlegacyfinish);
    this.on('close', onlegacyfinish);
  }
  if (!this.closeComes && typeof stream.aborted === 'boolean') this.on('aborted', onclose);
  this.on('end', () => { this.end(); });
  this.on('finish', this.onfinish);
  if (options.error !== false) this.on('error', (error) => { this.done(error); });
  this.on('close', onclose);
};

// checkOver looks whether everything has happened already.
Watch.prototype.checkOver = function(closed) {
  const { stream, closeComes } = this;
  const w = stream._writableState;
  const r = stream._readableState;
  let over = false;
  if (closed) {
    nextTick(() => { this.close(); });
  } else if ((w && w.errorEmitted) || (r && r.errorEmitted)) {
    over = !closeComes;
  } else if (!this.readable && (!closeComes || isReadable(stream)) &&
      (this.writableFinished || isWritable(stream) === false) && (!w || !w.pendingcb)) {
    over = true;
  } else if (!this.writable && (!closeComes || isWritable(stream)) &&
      (this.readableFinished || isReadable(stream) === false)) {
    over = true;
  } else if (r && stream.req && stream.aborted) {
    over = true;
  }
  if (over) nextTick(() => { this.closed(); });
};

Watch.prototype.obey = function(signal) {
  const { AbortError } = require('internal/errors');
  const abort = () => {
    const { callback } = this;
    this.cleanup();
    if (callback !== null) callback.call(this.stream, new AbortError(undefined, { cause: signal.reason }));
  };
  if (signal.aborted) {
    nextTick(abort);
    return;
  }
  const disposable = require('events').addAbortListener(signal, abort);
  const { callback } = this;
  this.callback = function(...args) {
    disposable[Symbol.dispose]();
    callback.apply(this, args);
  };
};

function eos(stream, options, callback) {
  const { validateAbortSignal, validateFunction, validateObject } = require('internal/validators');
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (isNil(options)) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  if (isReadableStream(stream) || isWritableStream(stream)) return eosWeb(stream, options, callback);
  if (!isNodeStream(stream)) {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  const watch = new Watch(stream, options, callback);
  const closed = isClosed(stream);
  watch.listen(options);
  watch.checkOver(closed);
  if (options.signal && !closed) watch.obey(options.signal);
  return () => { watch.cleanup(); };
}

// eosWeb waits for a web stream.
function eosWeb(stream, options, callback) {
  const { signal } = options;
  let disposable;
  let called = false;
  const done = (error) => {
    if (called) return;
    called = true;
    if (disposable !== undefined) disposable[Symbol.dispose]();
    callback.call(stream, error);
  };
  if (signal) {
    const abort = () => {
      const { AbortError } = require('internal/errors');
      done(new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) nextTick(abort);
    else disposable = require('events').addAbortListener(signal, abort);
  }
  const later = (error) => { nextTick(done, error); };
  require('internal/webstreams').whenOver(stream).then(later, later);
  return () => {};
}

function finished(stream, opts) {
  let autoCleanup = false;
  if (opts === null || opts === undefined) opts = {};
  if (opts.cleanup) {
    require('internal/validators').validateBoolean(opts.cleanup, 'cleanup');
    autoCleanup = opts.cleanup;
  }
  return new Promise((resolve, reject) => {
    const cleanup = eos(stream, opts, (error) => {
      if (autoCleanup) cleanup();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = { eos, finished };
