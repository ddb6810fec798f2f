'use strict';

// Readable.prototype.wrap and Readable.wrap: streams of before Node 0.10, and
// whatever else emits 'data' and 'end', as a Readable.

const { errorOrDestroy } = require('./destroy.js');

function wrapOld(readable, stream) {
  let paused = false;
  stream.on('data', (chunk) => {
    if (!readable.push(chunk) && stream.pause) {
      paused = true;
      stream.pause();
    }
  });
  stream.on('end', () => { readable.push(null); });
  stream.on('error', (error) => { errorOrDestroy(readable, error); });
  stream.on('close', () => { readable.destroy(); });
  stream.on('destroy', () => { readable.destroy(); });
  readable._read = () => {
    if (paused && stream.resume) {
      paused = false;
      stream.resume();
    }
  };
  for (const name of Object.keys(stream)) {
    if (readable[name] === undefined && typeof stream[name] === 'function') {
      readable[name] = stream[name].bind(stream);
    }
  }
  return readable;
}

function wrap(Readable, src, options) {
  let { objectMode } = src;
  if (src.readableObjectMode !== undefined && src.readableObjectMode !== null) objectMode = src.readableObjectMode;
  if (objectMode === undefined || objectMode === null) objectMode = true;
  const { destroyer } = require('./destroy.js');
  return new Readable(Object.assign({ objectMode }, options, {
    destroy(error, callback) {
      destroyer(src, error);
      callback(error);
    },
  })).wrap(src);
}

module.exports = { wrapOld, wrap };
