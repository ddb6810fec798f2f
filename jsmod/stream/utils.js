'use strict';

// Questions one can ask any stream: ours of both halves, old ones that only
// have readable and writable, and things that merely look alike. null means
// that the stream cannot tell.

const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
const kIsErrored = Symbol.for('nodejs.stream.errored');
const kIsReadable = Symbol.for('nodejs.stream.readable');
const kIsWritable = Symbol.for('nodejs.stream.writable');
const kIsDisturbed = Symbol.for('nodejs.stream.disturbed');

function isNil(v) {
  return v === undefined || v === null;
}

function isReadableNodeStream(obj, strict = false) {
  return !!(
    obj && typeof obj.pipe === 'function' && typeof obj.on === 'function' &&
    (!strict || (typeof obj.pause === 'function' && typeof obj.resume === 'function')) &&
    (!obj._writableState || !obj._readableState || obj._readableState.readable !== false) &&
    (!obj._writableState || obj._readableState)
  );
}

function isWritableNodeStream(obj) {
  return !!(
    obj && typeof obj.write === 'function' && typeof obj.on === 'function' &&
    (!obj._readableState || !obj._writableState || obj._writableState.writable !== false)
  );
}

function isDuplexNodeStream(obj) {
  return !!(obj && typeof obj.pipe === 'function' && obj._readableState &&
    typeof obj.on === 'function' && typeof obj.write === 'function');
}

function isNodeStream(obj) {
  return !!(obj && (
    obj._readableState || obj._writableState ||
    (typeof obj.write === 'function' && typeof obj.on === 'function') ||
    (typeof obj.pipe === 'function' && typeof obj.on === 'function')
  ));
}

// The streams of the WHATWG: what looks like none does not load their module.
function isReadableStream(obj) {
  return !!obj && typeof obj.getReader === 'function' && require('internal/webstreams').isReadableStream(obj);
}

function isWritableStream(obj) {
  return !!obj && typeof obj.getWriter === 'function' && require('internal/webstreams').isWritableStream(obj);
}

function isTransformStream(obj) {
  return !!obj && isReadableStream(obj.readable) && isWritableStream(obj.writable);
}

function isWebStream(obj) {
  return isReadableStream(obj) || isWritableStream(obj) || isTransformStream(obj);
}

function isIterable(obj, isAsync) {
  if (isNil(obj)) return false;
  if (isAsync === true) return typeof obj[Symbol.asyncIterator] === 'function';
  if (isAsync === false) return typeof obj[Symbol.iterator] === 'function';
  return typeof obj[Symbol.asyncIterator] === 'function' || typeof obj[Symbol.iterator] === 'function';
}

function isRequest(stream) {
  return !!stream && !!stream.setHeader && typeof stream.abort === 'function';
}

function isDestroyed(stream) {
  if (!isNodeStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  return !!(stream.destroyed || stream[kIsDestroyed] || (state && state.destroyed));
}

function isWritableEnded(stream) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableEnded === true) return true;
  const w = stream._writableState;
  if (w && w.errored) return false;
  return isNil(w) || typeof w.ended !== 'boolean' ? null : w.ended;
}

function isWritableFinished(stream, strict) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableFinished === true) return true;
  const w = stream._writableState;
  if (w && w.errored) return false;
  if (isNil(w) || typeof w.finished !== 'boolean') return null;
  return !!(w.finished || (strict === false && w.ended === true && w.length === 0));
}

function isReadableEnded(stream) {
  if (!isReadableNodeStream(stream)) return null;
  if (stream.readableEnded === true) return true;
  const r = stream._readableState;
  if (!r || r.errored) return false;
  return typeof r.ended !== 'boolean' ? null : r.ended;
}

function isReadableFinished(stream, strict) {
  if (!isReadableNodeStream(stream)) return null;
  const r = stream._readableState;
  if (r && r.errored) return false;
  if (isNil(r) || typeof r.endEmitted !== 'boolean') return null;
  return !!(r.endEmitted || (strict === false && r.ended === true && r.length === 0));
}

function isReadable(stream) {
  if (stream && !isNil(stream[kIsReadable])) return stream[kIsReadable];
  if (!stream || typeof stream.readable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isReadableNodeStream(stream) && stream.readable && !isReadableFinished(stream);
}

function isWritable(stream) {
  if (stream && !isNil(stream[kIsWritable])) return stream[kIsWritable];
  if (!stream || typeof stream.writable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isWritableNodeStream(stream) && stream.writable && !isWritableEnded(stream);
}

function isFinished(stream, opts) {
  if (!isNodeStream(stream)) return null;
  if (isDestroyed(stream)) return true;
  if ((!opts || opts.readable !== false) && isReadable(stream)) return false;
  if ((!opts || opts.writable !== false) && isWritable(stream)) return false;
  return true;
}

function errorOfHalf(stream, half, own) {
  if (!isNodeStream(stream)) return null;
  if (stream[own]) return stream[own];
  const state = stream[half];
  return state && !isNil(state.errored) ? state.errored : null;
}

function isReadableErrored(stream) {
  return errorOfHalf(stream, '_readableState', 'readableErrored');
}

function isWritableErrored(stream) {
  return errorOfHalf(stream, '_writableState', 'writableErrored');
}

function isClosed(stream) {
  if (!isNodeStream(stream)) return null;
  if (typeof stream.closed === 'boolean') return stream.closed;
  const w = stream._writableState;
  const r = stream._readableState;
  if ((w && typeof w.closed === 'boolean') || (r && typeof r.closed === 'boolean')) {
    return !!((w && w.closed) || (r && r.closed));
  }
  if (typeof stream._closed === 'boolean' && isOutgoingMessage(stream)) return stream._closed;
  return null;
}

function isOutgoingMessage(stream) {
  return typeof stream._closed === 'boolean' && typeof stream._defaultKeepAlive === 'boolean' &&
    typeof stream._removedConnection === 'boolean' && typeof stream._removedContLen === 'boolean';
}

// willEmitClose tells whether 'close' is still to come.
function willEmitClose(stream) {
  if (!isNodeStream(stream)) return null;
  const w = stream._writableState;
  const r = stream._readableState;
  const state = w || r;
  return !!(state && state.autoDestroy && state.emitClose && state.closed === false);
}

function isDisturbed(stream) {
  return !!(stream && (!isNil(stream[kIsDisturbed]) ? stream[kIsDisturbed] :
    stream.readableDidRead || stream.readableAborted));
}

function isErrored(stream) {
  if (!stream) return false;
  for (const v of [stream[kIsErrored], stream.readableErrored, stream.writableErrored]) {
    if (!isNil(v)) return !!v;
  }
  const r = stream._readableState;
  const w = stream._writableState;
  return !!((r && (r.errorEmitted || r.errored)) || (w && (w.errorEmitted || w.errored)));
}

module.exports = {
  isNil, isDestroyed, isDisturbed, isErrored, isReadable, isWritable, isClosed, isFinished,
  isDuplexNodeStream, isIterable, isNodeStream, isReadableNodeStream, isWritableNodeStream,
  isReadableStream, isTransformStream, isWebStream, isWritableStream,
  isReadableEnded, isReadableFinished, isReadableErrored,
  isWritableEnded, isWritableFinished, isWritableErrored, isRequest, willEmitClose,
  kIsDestroyed,
};
