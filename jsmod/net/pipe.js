'use strict';

// socket.pipe(socket) in Go. The pipe of stream is set up as ever, with all its
// listeners; as long as nobody else looks at the bytes they do not come to
// JavaScript at all. Whatever would show the difference (a listener, unpipe,
// pause, an encoding, a write that fails) gives the bytes back first. None is
// lost, and what is written to the destination later comes later.

const { Duplex } = require('stream');

const kPiping = Symbol('kPiping'); // on a source: the piping under way
const kPipedBy = Symbol('kPipedBy'); // on a destination: the pipings into it
const kWish = Symbol('kWish'); // on a source: Socket.prototype, when it may be tried

// quiet tells whether only pipe listens to src, all that JavaScript was given has
// gone on to dest's handle, and no class or caller has put its own methods in.
// A source that pipe has paused until dest drains is as good as a flowing one:
// what dest still writes is ahead of what Go will queue.
function quiet(src, dest, proto) {
  return quietSource(src, dest) && encodingIsIdentity(src, dest) && src.read === proto.read && !src.connecting && src._handle &&
    src._handle.reading && quietDestination(dest, proto);
}

function quietSource(src, dest) {
  const r = src._readableState;
  return r.length === 0 && !r.ended && !src.destroyed &&
    r.pipes.length === 1 && r.pipes[0] === dest &&
    (r.awaitDrainWriters === null ? r.flowing === true : r.awaitDrainWriters === dest) &&
    src.listenerCount('data') === 1 && src.listenerCount('readable') === 0 &&
    src.emit === Duplex.prototype.emit && src.push === Duplex.prototype.push;
}

// encodingIsIdentity: text that is decoded from UTF-8 and written as UTF-8 is the
// same bytes again, but for what is malformed, which Go sees to.
function encodingIsIdentity(src, dest) {
  const { decoder } = src._readableState;
  return decoder === null || (decoder.encoding === 'utf8' && decoder.lastNeed === 0 &&
    src._readableState.encoding === 'utf8' && dest._writableState.defaultEncoding === 'utf8');
}

function quietDestination(dest, proto) {
  const w = dest._writableState;
  return w.corked === 0 && !w.ending && !dest.destroyed && w.bufferedRequestCount === 0 &&
    !dest.connecting && dest._handle && dest.write === proto.write && dest._write === proto._write &&
    dest._writev === proto._writev;
}

// tryPipe hands the bytes over to Go if nobody would notice.
function tryPipe(src) {
  const dest = src._readableState.pipes[0];
  const proto = src[kWish];
  // There is no wish where the destination is no socket.
  if (dest === undefined || proto === undefined || src[kPiping] !== undefined || !quiet(src, dest, proto)) return;
  const native = binding.pipe(dest._handle, src._handle, src._readableState.decoder !== null,
    (failure) => failed(src, dest, failure));
  if (native !== undefined) begin(src, dest, native);
}

// failed is called when dest cannot be written to.
function failed(src, dest, failure) {
  const handle = dest._handle;
  stop(src);
  const { failureToError } = require('./stream_handle.js');
  dest.destroy(failureToError(failure, handle));
}

function begin(src, dest, native) {
  const piping = { native, src, dest };
  src[kPiping] = piping;
  (dest[kPipedBy] || (dest[kPipedBy] = [])).push(piping);
  watch(src, sourceCalls, src);
  watch(dest, destinationCalls, src);
}

// stop gives the bytes back to JavaScript.
function stop(src) {
  const piping = src[kPiping];
  if (piping === undefined) return;
  const { dest, native } = piping;
  src[kPiping] = undefined;
  dest[kPipedBy] = dest[kPipedBy].filter((p) => p !== piping);
  unwatch(src, sourceCalls);
  unwatch(dest, destinationCalls);
  native.stop();
  // Two sources can feed one destination: the other is watched on.
  for (const other of dest[kPipedBy]) watch(dest, destinationCalls, other.src);
}

// The calls that end a native pipe. Those that add or remove listeners do so
// for events that show bytes.
const listeners = [
  'on', 'addListener', 'prependListener', 'once', 'prependOnceListener', 'removeListener', 'off',
  'removeAllListeners',
];
const sourceCalls = [...listeners, 'pause', 'unpipe', 'setEncoding', 'pipe', 'push', 'unshift', 'destroy', 'iterator'];
const destinationCalls = ['cork', 'end', 'destroy'];

// watch puts methods on the object itself, in front of those of its class, so
// that sockets which are not piped pay nothing.
function watch(object, names, src) {
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const isListener = names === sourceCalls && i < listeners.length;
    if (Object.prototype.hasOwnProperty.call(object, name)) continue;
    Object.defineProperty(object, name, {
      configurable: true,
      enumerable: false,
      writable: true,
      value: watcher(name, isListener, src),
    });
  }
}

const kWatcher = Symbol('kWatcher');

function watcher(name, isListener, src) {
  const fn = function(...args) {
    if (!isListener || args.length === 0 || args[0] === 'data' || args[0] === 'readable') stop(src);
    // The class's own, or what stop has put back.
    const method = this[name] === fn ? Object.getPrototypeOf(this)[name] : this[name];
    return method.apply(this, args);
  };
  fn[kWatcher] = true;
  return fn;
}

function unwatch(object, names) {
  for (const name of names) {
    const own = Object.getOwnPropertyDescriptor(object, name);
    if (own !== undefined && own.value && own.value[kWatcher]) delete object[name];
  }
}

// movedBy is a number that changes whenever a native pipe of the socket, in
// either role, has moved something.
function movedBy(socket) {
  const from = socket[kPiping];
  let n = from === undefined ? 0 : from.native.moved();
  const into = socket[kPipedBy];
  if (into !== undefined) {
    for (let i = 0; i < into.length; i++) n += into[i].native.moved();
  }
  return n;
}

module.exports = { begin, failed, kPiping, kWish, movedBy, quietDestination, quietSource, stop, tryPipe };
