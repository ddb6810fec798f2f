'use strict';

// Stream is what every stream inherits from, and all there was before Node
// 0.10: an emitter with a pipe that knows 'data', 'end', 'close' and 'drain'.

const EE = require('events');

function Stream(opts) {
  EE.call(this, opts);
}

Object.setPrototypeOf(Stream.prototype, EE.prototype);
Object.setPrototypeOf(Stream, EE);

Stream.prototype.pipe = function(dest, options) {
  const source = this;

  function ondata(chunk) {
    if (dest.writable && dest.write(chunk) === false && source.pause) source.pause();
  }

  function ondrain() {
    if (source.readable && source.resume) source.resume();
  }

  let ended = false;
  function onend() {
    if (ended) return;
    ended = true;
    dest.end();
  }

  function onclose() {
    if (ended) return;
    ended = true;
    if (typeof dest.destroy === 'function') dest.destroy();
  }

  function onerror(error) {
    cleanup();
    if (EE.listenerCount(this, 'error') === 0) this.emit('error', error);
  }

  function cleanup() {
    source.removeListener('data', ondata);
    dest.removeListener('drain', ondrain);
    source.removeListener('end', onend);
    source.removeListener('close', onclose);
    source.removeListener('error', onerror);
    dest.removeListener('error', onerror);
    source.removeListener('end', cleanup);
    source.removeListener('close', cleanup);
    dest.removeListener('close', cleanup);
  }

  source.on('data', ondata);
  dest.on('drain', ondrain);
  if (!dest._isStdio && (!options || options.end !== false)) {
    source.on('end', onend);
    source.on('close', onclose);
  }
  prependListener(source, 'error', onerror);
  prependListener(dest, 'error', onerror);
  source.on('end', cleanup);
  source.on('close', cleanup);
  dest.on('close', cleanup);
  dest.emit('pipe', source);
  return dest;
};

// Node makes room for these events when it makes a stream, which shows in the
// order of the names.
const first = ['close', 'error', 'prefinish', 'finish', 'drain', 'data', 'end', 'readable'];

Stream.prototype.eventNames = function eventNames() {
  const names = EE.prototype.eventNames.call(this);
  if (names.length < 2) return names;
  return first.filter((name) => names.includes(name)).concat(names.filter((name) => !first.includes(name)));
};

// Emitters that are no descendants of ours may lack prependListener.
function prependListener(emitter, event, fn) {
  if (typeof emitter.prependListener === 'function') return emitter.prependListener(event, fn);
  if (!emitter._events || !emitter._events[event]) emitter.on(event, fn);
  else if (Array.isArray(emitter._events[event])) emitter._events[event].unshift(fn);
  else emitter._events[event] = [fn, emitter._events[event]];
  return undefined;
}

module.exports = { Stream, prependListener };
