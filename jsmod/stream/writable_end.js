'use strict';

// The way of a Writable from end to 'finish'.

const { nextTick } = require('internal/task_queue');
const { errorOrDestroy } = require('./destroy.js');

// The result is why the stream cannot end.
function beginEnd(stream, state) {
  if (!state.errored && !state.ending) {
    // A stream may end after it has been destroyed: finish then never comes.
    state.ending = true;
    finishMaybe(stream, state, true);
    state.ended = true;
    return undefined;
  }
  if (!state.finished && !state.destroyed) return undefined;
  const { codes: { ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_DESTROYED } } = require('internal/errors');
  return state.finished ? new ERR_STREAM_ALREADY_FINISHED('end') : new ERR_STREAM_DESTROYED('end');
}

function needFinish(state) {
  return state.ending && !state.destroyed && state.constructed && state.length === 0 && !state.errored &&
    state.buffered.length === 0 && !state.finished && !state.writing && !state.errorEmitted &&
    !state.closeEmitted;
}

function callFinal(stream, state) {
  let called = false;

  function onFinal(error) {
    if (called) {
      const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
      errorOrDestroy(stream, error === undefined || error === null ? new ERR_MULTIPLE_CALLBACK() : error);
      return;
    }
    called = true;
    state.pendingcb--;
    if (error) {
      callFinishedCallbacks(state, error);
      errorOrDestroy(stream, error, state.sync);
    } else if (needFinish(state)) {
      state.prefinished = true;
      stream.emit('prefinish');
      // finish must not come before the caller of end has returned.
      state.pendingcb++;
      nextTick(finish, stream, state);
    }
  }

  state.sync = true;
  state.pendingcb++;
  try {
    stream._final(onFinal);
  } catch (error) {
    onFinal(error);
  }
  state.sync = false;
}

function prefinish(stream, state) {
  if (state.prefinished || state.finalCalled) return;
  state.finalCalled = true;
  if (typeof stream._final === 'function' && !state.destroyed) {
    callFinal(stream, state);
  } else {
    state.prefinished = true;
    stream.emit('prefinish');
  }
}

function finishMaybe(stream, state, sync) {
  if (!needFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    nextTick(finishLater, stream, state);
  } else if (needFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishLater(stream, state) {
  if (needFinish(state)) finish(stream, state);
  else state.pendingcb--;
}

function finish(stream, state) {
  state.pendingcb--;
  state.finished = true;
  callFinishedCallbacks(state, null);
  stream.emit('finish');
  if (!state.autoDestroy) return;
  const r = stream._readableState;
  if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
}

function callFinishedCallbacks(state, error) {
  const callbacks = state.onfinish;
  if (callbacks === null) return;
  state.onfinish = null;
  for (let i = 0; i < callbacks.length; i++) callbacks[i](error);
}

module.exports = { beginEnd, callFinishedCallbacks, finishMaybe };
