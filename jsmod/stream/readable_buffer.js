'use strict';

// Readable._fromList, which takes from a state that a script has made.

const { Buffer } = require('buffer');

function takeFrom(n, state) {
  if (state.length === 0) return null;
  let ret;
  if (state.objectMode) {
    ret = shiftChunk(state);
  } else if (!n || n >= state.length) {
    ret = joinAll(state);
  } else {
    return takePart(n, state);
  }
  return ret;
}

function shiftChunk(state) {
  const { buffer, bufferIndex } = state;
  const chunk = buffer[bufferIndex];
  if (bufferIndex + 1 === buffer.length) {
    buffer.length = 0;
    state.bufferIndex = 0;
  } else {
    buffer[bufferIndex] = null;
    state.bufferIndex = bufferIndex + 1;
    if (state.bufferIndex >= 1024) {
      buffer.splice(0, state.bufferIndex);
      state.bufferIndex = 0;
    }
  }
  return chunk;
}

function joinAll(state) {
  const { buffer, bufferIndex } = state;
  const count = buffer.length - bufferIndex;
  if (count === 1) return shiftChunk(state);
  const chunks = bufferIndex === 0 ? buffer : buffer.slice(bufferIndex);
  const ret = state.decoder !== null ? chunks.join('') : Buffer.concat(chunks, state.length);
  state.buffer = [];
  state.bufferIndex = 0;
  return ret;
}

// takePart takes n bytes or characters, fewer than there are.
function takePart(n, state) {
  const first = state.buffer[state.bufferIndex];
  if (n < first.length) {
    const ret = first.slice(0, n);
    state.buffer[state.bufferIndex] = first.slice(n);
    return ret;
  }
  if (n === first.length) return shiftChunk(state);
  const parts = [];
  let rest = n;
  while (rest > 0) {
    const chunk = state.buffer[state.bufferIndex];
    if (rest < chunk.length) {
      parts.push(chunk.slice(0, rest));
      state.buffer[state.bufferIndex] = chunk.slice(rest);
      break;
    }
    rest -= chunk.length;
    parts.push(shiftChunk(state));
  }
  return state.decoder !== null ? parts.join('') : Buffer.concat(parts, n);
}

module.exports = { takeFrom };
