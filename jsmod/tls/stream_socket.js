'use strict';

// The class that Node lays around a stream below TLS. Ours needs none: it is here
// for programs that reach it by the handle of a TLSSocket, tlsSocket._handle._parentWrap,
// and lay it around streams of their own.

const { Duplex } = require('stream');

class JSStreamSocket extends Duplex {
  constructor(stream) {
    super({ allowHalfOpen: stream.allowHalfOpen !== false });
    this.stream = stream;
    stream.on('data', (chunk) => {
      if (!this.push(chunk)) stream.pause();
    });
    stream.on('end', () => this.push(null));
    stream.on('error', (error) => this.destroy(error));
    stream.on('close', () => {
      // What was read before is read first.
      if (this.readableEnded || !stream.readableEnded) this.destroy();
      else this.once('end', () => this.destroy());
    });
    stream.pause();
  }

  _read() {
    this.stream.resume();
  }

  _write(chunk, encoding, callback) {
    this.stream.write(chunk, callback);
  }

  _final(callback) {
    this.stream.end(callback);
  }

  _destroy(error, callback) {
    if (!this.stream.destroyed) this.stream.destroy();
    callback(error);
  }
}

// Gives a handle Node's way to what lies below.
function showStream(handle, stream) {
  let wrap;
  Object.defineProperty(handle, '_parentWrap', {
    configurable: true,
    get() {
      wrap ??= Object.create(JSStreamSocket.prototype, { stream: { value: stream } });
      return wrap;
    },
  });
}

module.exports = { showStream };
