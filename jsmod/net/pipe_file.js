'use strict';

// fs.createReadStream(file).pipe(socket) in Go, under the same conditions as a
// pipe between sockets: see pipe.js.

const { begin, failed, kPiping, quietDestination, quietSource, stop } = require('./pipe.js');

// pipeFile is the method under the key kPipeFile of internal/stream/fast, with
// the destination as this. source is a Readable that carries its open file (see
// fileOf of fs) and wants to read length bytes, or all there are, from position
// on. It returns something with moved(), which tells how many bytes have been
// passed on, or undefined where Go cannot take over. done(ended, moved) follows
// once, when nothing reads the file any more: ended says that there is no more,
// otherwise the source is to go on by itself.
function pipeFile(source, position, length, done) {
  const { Socket } = require('./socket.js');
  if (source[kPiping] !== undefined || source._readableState.decoder !== null ||
      !quietSource(source, this) || !quietDestination(this, Socket.prototype)) {
    return undefined;
  }
  const native = binding.pipeFile(this._handle, source, position, length, (ended, moved) => {
    stop(source);
    done(ended, moved);
  }, (failure) => failed(source, this, failure));
  if (native !== undefined) begin(source, this, native);
  return native;
}

module.exports = { pipeFile };
