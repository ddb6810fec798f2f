'use strict';

// Readable.prototype.pipe and unpipe.

const { nextTick } = require('internal/task_queue');
const { errorOrDestroy } = require('./destroy.js');
const { prependListener } = require('./legacy.js');

function pipe(src, dest, pipeOpts) {
  const state = src._readableState;
  if (state.pipes.length === 1 && !state.multiAwaitDrain) {
    state.multiAwaitDrain = true;
    state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
  }
  state.pipes.push(dest);

  const isStdio = dest._isStdio || isProcessStdio(dest);
  const doEnd = (!pipeOpts || pipeOpts.end !== false) && !isStdio;
  const endFn = doEnd ? onend : unpipe;
  let ondrain = null;
  let cleanedUp = false;

  if (state.endEmitted) nextTick(endFn);
  else src.once('end', endFn);
  dest.on('unpipe', onunpipe);

  function onunpipe(readable, unpipeInfo) {
    if (readable === src && unpipeInfo && unpipeInfo.hasUnpiped === false) {
      unpipeInfo.hasUnpiped = true;
      cleanup();
    }
  }

  function onend() {
    dest.end();
  }

  function cleanup() {
    dest.removeListener('close', onclose);
    dest.removeListener('finish', onfinish);
    if (ondrain !== null) dest.removeListener('drain', ondrain);
    dest.removeListener('error', onerror);
    dest.removeListener('unpipe', onunpipe);
    src.removeListener('end', onend);
    src.removeListener('end', unpipe);
    src.removeListener('data', ondata);
    cleanedUp = true;
    // Someone else's data waits for this destination: it must not for ever.
    if (ondrain !== null && state.awaitDrainWriters && (!dest._writableState || dest._writableState.needDrain)) {
      ondrain();
    }
  }

  function pause() {
    // A destination that unpipes itself inside its write is waited for no more.
    if (!cleanedUp) {
      if (state.pipes.length === 1 && state.pipes[0] === dest) {
        state.awaitDrainWriters = dest;
        state.multiAwaitDrain = false;
      } else if (state.pipes.length > 1 && state.pipes.includes(dest)) {
        state.awaitDrainWriters.add(dest);
      }
      src.pause();
    }
    if (ondrain === null) {
      ondrain = () => { drained(src, dest); };
      dest.on('drain', ondrain);
    }
  }

  src.on('data', ondata);
  function ondata(chunk) {
    if (dest.write(chunk) === false) pause();
  }

  function onerror(error) {
    unpipe();
    dest.removeListener('error', onerror);
    if (dest.listenerCount('error') === 0) {
      const s = dest._writableState || dest._readableState;
      if (s && !s.errorEmitted) errorOrDestroy(dest, error);
      else dest.emit('error', error);
    }
  }
  prependListener(dest, 'error', onerror);

  function onclose() {
    dest.removeListener('finish', onfinish);
    unpipe();
  }
  dest.once('close', onclose);
  function onfinish() {
    dest.removeListener('close', onclose);
    unpipe();
  }
  dest.once('finish', onfinish);

  function unpipe() {
    src.unpipe(dest);
  }

  dest.emit('pipe', src);
  if (dest.writableNeedDrain === true) pause();
  else if (!state.flowing) src.resume();
  return dest;
}

function isProcessStdio(dest) {
  // Only a tty, a file or a pipe has a file descriptor, so that other
  // destinations do not have process build its streams.
  if (dest.fd === 1) return dest === require('process').stdout;
  return dest.fd === 2 && dest === require('process').stderr;
}

function drained(src, dest) {
  const state = src._readableState;
  if (state.awaitDrainWriters === dest) state.awaitDrainWriters = null;
  else if (state.multiAwaitDrain) state.awaitDrainWriters.delete(dest);
  const waiting = state.awaitDrainWriters;
  if ((!waiting || waiting.size === 0) && src.listenerCount('data') > 0) src.resume();
}

function unpipe(src, dest) {
  const state = src._readableState;
  const unpipeInfo = { hasUnpiped: false };
  if (state.pipes.length === 0) return src;
  if (!dest) {
    const dests = state.pipes;
    state.pipes = [];
    src.pause();
    for (let i = 0; i < dests.length; i++) dests[i].emit('unpipe', src, { hasUnpiped: false });
    return src;
  }
  const at = state.pipes.indexOf(dest);
  if (at === -1) return src;
  state.pipes.splice(at, 1);
  if (state.pipes.length === 0) src.pause();
  dest.emit('unpipe', src, unpipeInfo);
  return src;
}

function install(Readable) {
  Readable.prototype.pipe = function(dest, pipeOpts) { return pipe(this, dest, pipeOpts); };
  Readable.prototype.unpipe = function(dest) { return unpipe(this, dest); };
}

module.exports = { install };
