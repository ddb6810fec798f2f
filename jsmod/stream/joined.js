'use strict';

// What a Duplex over two other streams does with them.

// Calls the callback that waits in a slot, at most once each.
function slot() {
  let waiting = null;
  return {
    wait(callback) {
      waiting = callback;
    },
    call() {
      const callback = waiting;
      waiting = null;
      if (callback) callback();
    },
    forget() {
      waiting = null;
    },
  };
}

// Makes d write to a stream; finisher tells when all of it has arrived. Returns
// a function that forgets the callbacks that wait.
function writeTo(d, stream, finisher) {
  const drained = slot();
  const finished = slot();
  d._write = (chunk, encoding, callback) => {
    if (stream.write(chunk, encoding)) callback();
    else drained.wait(callback);
  };
  d._final = (callback) => {
    stream.end();
    finished.wait(callback);
  };
  stream.on('drain', drained.call);
  finisher.on('finish', finished.call);
  return () => {
    drained.forget();
    finished.forget();
  };
}

// Makes d read from a stream, likewise.
function readFrom(d, stream) {
  const readable = slot();
  stream.on('readable', readable.call);
  stream.on('end', () => { d.push(null); });
  d._read = () => {
    for (;;) {
      const chunk = stream.read();
      if (chunk === null) {
        readable.wait(d._read);
        return;
      }
      if (!d.push(chunk)) return;
    }
  };
  return readable.forget;
}

module.exports = { readFrom, writeTo };
