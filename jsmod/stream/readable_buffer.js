'use strict';

// The buffer of a Readable: an array whose first bufferIndex places are empty.

const { Buffer } = require('buffer');

const { bufferLength } = binding;

function lengthOf(chunk) {
  if (typeof chunk === 'string') return chunk.length;
  const length = bufferLength(chunk);
  return length < 0 ? chunk.length : length;
}

function howMuchToRead(n, state) {
  if (n <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(n)) {
    return state.flowing && state.length ? state.buffer[state.bufferIndex].length : state.length;
  }
  if (n <= state.length) return n;
  return state.ended ? state.length : 0;
}

// The mark grows to the next power of two when someone asks for more at once.
function raisedMark(n) {
  const MAX = 0x40000000;
  if (n > MAX) {
    const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
    throw new ERR_OUT_OF_RANGE('size', '<= 1GiB', n);
  }
  let mark = 1;
  while (mark < n) mark *= 2;
  return mark;
}

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

module.exports = { lengthOf, howMuchToRead, raisedMark, takeFrom };
