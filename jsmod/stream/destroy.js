'use strict';

// The end of a stream, and its beginning when it has a _construct.

const { nextTick } = require('internal/task_queue');

const kDestroy = Symbol('kDestroy');
const kConstruct = Symbol('kConstruct');

// Notes error in both halves, the first one only.
function noteError(error, w, r) {
  if (!error) return;
  // Reading the stack now keeps the place where the error was made.
  void error.stack;
  if (w && !w.errored) w.errored = error;
  if (r && !r.errored) r.errored = error;
}

// destroy is Readable.prototype.destroy and its likes.
function destroy(error, cb) {
  const r = this._readableState;
  const w = this._writableState;
  const s = w || r;
  if ((w && w.destroyed) || (r && r.destroyed)) {
    if (typeof cb === 'function') cb();
    return this;
  }
  noteError(error, w, r);
  if (w) w.destroyed = true;
  if (r) r.destroyed = true;
  if (s.constructed) {
    runDestroy(this, error, cb);
  } else {
    this.once(kDestroy, function(e) {
      const { aggregateTwoErrors } = require('internal/errors');
      runDestroy(this, aggregateTwoErrors(e, error), cb);
    });
  }
  return this;
}

function runDestroy(stream, error, cb) {
  let called = false;

  function onDestroy(e) {
    if (called) return;
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    noteError(e, w, r);
    if (w) w.closed = true;
    if (r) r.closed = true;
    if (typeof cb === 'function') cb(e);
    if (e) nextTick(emitErrorAndClose, stream, e);
    else nextTick(emitClose, stream);
  }

  try {
    stream._destroy(error || null, onDestroy);
  } catch (e) {
    onDestroy(e);
  }
}

function emitErrorAndClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitClose(stream) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (w) w.closeEmitted = true;
  if (r) r.closeEmitted = true;
  if ((w && w.emitClose) || (r && r.emitClose)) stream.emit('close');
}

function emitError(stream, error) {
  const r = stream._readableState;
  const w = stream._writableState;
  if ((w && w.errorEmitted) || (r && r.errorEmitted)) return;
  if (w) w.errorEmitted = true;
  if (r) r.errorEmitted = true;
  stream.emit('error', error);
}

// undestroy makes a stream usable again; net.Socket connects twice with it.
function undestroy() {
  const r = this._readableState;
  const w = this._writableState;
  if (r) {
    r.constructed = true;
    r.closed = r.closeEmitted = r.destroyed = r.errorEmitted = r.reading = false;
    r.errored = null;
    r.ended = r.endEmitted = r.readable === false;
  }
  if (w) {
    w.constructed = true;
    w.destroyed = w.closed = w.closeEmitted = w.errorEmitted = false;
    w.finalCalled = w.prefinished = false;
    w.errored = null;
    w.ended = w.ending = w.finished = w.writable === false;
  }
}

// errorOrDestroy tells error to the stream as its autoDestroy asks for. sync
// means that the caller's caller must not see the event before it returns.
function errorOrDestroy(stream, error, sync) {
  const r = stream._readableState;
  const w = stream._writableState;
  if ((w && w.destroyed) || (r && r.destroyed)) return;
  if ((r && r.autoDestroy) || (w && w.autoDestroy)) {
    stream.destroy(error);
    return;
  }
  if (!error) return;
  noteError(error, w, r);
  if (sync) nextTick(emitError, stream, error);
  else emitError(stream, error);
}

// construct calls cb once the stream's _construct is over.
function construct(stream, cb) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (r) r.constructed = false;
  if (w) w.constructed = false;
  stream.once(kConstruct, cb);
  if (stream.listenerCount(kConstruct) > 1) return;
  nextTick(runConstruct, stream);
}

function runConstruct(stream) {
  let called = false;

  function onConstruct(error) {
    if (called) {
      const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
      errorOrDestroy(stream, error === undefined || error === null ? new ERR_MULTIPLE_CALLBACK() : error);
      return;
    }
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    if (r) r.constructed = true;
    if (w) w.constructed = true;
    if ((w || r).destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  }

  try {
    stream._construct((error) => { nextTick(onConstruct, error); });
  } catch (error) {
    nextTick(onConstruct, error);
  }
}

// destroyer ends any kind of stream, ours or not.
function destroyer(stream, error) {
  const { isDestroyed, isFinished, isRequest, kIsDestroyed } = require('./utils.js');
  if (!stream || isDestroyed(stream)) return;
  if (!error && !isFinished(stream)) {
    const { AbortError } = require('internal/errors');
    error = new AbortError();
  }
  if (isRequest(stream)) stream.abort();
  else if (isRequest(stream.req)) stream.req.abort();
  else if (typeof stream.destroy === 'function') stream.destroy(error);
  else if (typeof stream.close === 'function') stream.close();
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}

require('./internals.js').errorOrDestroy = errorOrDestroy;

module.exports = { construct, destroyer, destroy, undestroy, errorOrDestroy };
