'use strict';

// TLS over any JavaScript stream: moves the bytes between it and a native duplex.

function joinDuplex(stream) {
  const duplex = binding.createDuplex();
  duplex.stream = stream;
  duplex.ended = false;
  duplex.ending = false;
  duplex.dropped = false; // the native half has closed
  const end = () => {
    if (!duplex.ended) {
      duplex.ended = true;
      duplex.feedEnd();
    }
  };
  stream.on('data', (chunk) => {
    if (duplex.feed(chunk)) stream.pause();
  });
  stream.on('end', end);
  stream.on('close', end);
  return duplex;
}

// Events of a duplex, with it as this.
function onoutput(chunk) {
  const { stream } = this;
  if (stream.destroyed || stream.writable === false) {
    this.ack(true);
    return;
  }
  // Nobody is left to read a close_notify, and many a stream cannot take it.
  if (this.ending && this.ended) {
    this.ack(false);
    return;
  }
  let answered = false;
  const done = (error) => {
    if (answered) return;
    answered = true;
    this.ack(Boolean(error));
  };
  stream.write(chunk, done);
  // A stream of the old kind knows no callback.
  if (stream.write.length < 2 && !stream._writableState) done();
}

function onoutputend() {
  if (!this.stream.destroyed) this.stream.end();
}

function onwanted() {
  if (!this.stream.destroyed) this.stream.resume();
}

function ondropped() {
  this.dropped = true;
  if (typeof this.stream.destroy === 'function' && !this.stream.destroyed) this.stream.destroy();
}

module.exports = { joinDuplex, ondropped, onoutput, onoutputend, onwanted };
