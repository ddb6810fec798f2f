'use strict';

// stream/consumers: all of a stream at once, in the form one wants.

const { each } = require('internal/async_generator');

async function chunksOf(stream) {
  const { Buffer } = require('buffer');
  const chunks = [];
  await each(stream, (chunk) => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof ArrayBuffer) chunks.push(Buffer.from(chunk));
    else if (ArrayBuffer.isView(chunk)) chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    else throw unusable(chunk);
  });
  return Buffer.concat(chunks);
}

function unusable(chunk) {
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  return new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
}

async function buffer(stream) {
  return chunksOf(stream);
}

async function arrayBuffer(stream) {
  const all = await chunksOf(stream);
  return all.buffer.slice(all.byteOffset, all.byteOffset + all.byteLength);
}

async function text(stream) {
  const { StringDecoder } = require('string_decoder');
  const decoder = new StringDecoder('utf8');
  let all = '';
  await each(stream, (chunk) => {
    if (typeof chunk === 'string') all += chunk;
    else if (chunk instanceof ArrayBuffer || ArrayBuffer.isView(chunk)) all += decoder.write(viewOf(chunk));
    else throw unusable(chunk);
  });
  all += decoder.end();
  return all.charCodeAt(0) === 0xfeff ? all.slice(1) : all;
}

function viewOf(chunk) {
  const { Buffer } = require('buffer');
  if (chunk instanceof ArrayBuffer) return Buffer.from(chunk);
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

async function json(stream) {
  return JSON.parse(await text(stream));
}

async function blob(stream) {
  const { Blob } = require('buffer');
  return new Blob([await chunksOf(stream)]);
}

module.exports = { arrayBuffer, blob, buffer, text, json };
