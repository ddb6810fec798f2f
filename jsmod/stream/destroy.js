'use strict';

// The end of a stream, and its beginning when it has a _construct. What is not
// here is native.

const { nextTick } = require('internal/task_queue');
const { native } = require('./native.js');

const { errorOrDestroy } = native;
const kDestroy = Symbol('kDestroy');
const kConstruct = Symbol('kConstruct');

// destroyLater destroys a stream whose _construct is under way.
function destroyLater(stream, error, cb) {
  stream.once(kDestroy, (e) => {
    const { aggregateTwoErrors } = require('internal/errors');
    native.runDestroy(stream, aggregateTwoErrors(e, error), cb);
  });
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

module.exports = { construct, destroyLater, destroyer, errorOrDestroy };
