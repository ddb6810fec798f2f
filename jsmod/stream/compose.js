'use strict';

// stream.compose: a pipeline seen from outside as one Duplex.

const { pipelineImpl } = require('./pipeline.js');
const Duplex = require('./duplex.js');
const { destroyer } = require('./destroy.js');
const { readFrom, writeTo } = require('./joined.js');
const { isNodeStream, isReadable, isWritable } = require('./utils.js');

module.exports = function compose(...streams) {
  const {
    AbortError, codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS },
  } = require('internal/errors');
  if (streams.length === 0) throw new ERR_MISSING_ARGS('streams');
  if (streams.length === 1) return Duplex.from(streams[0]);
  const given = streams.slice();
  const lastIndex = streams.length - 1;
  if (typeof streams[0] === 'function') streams[0] = Duplex.from(streams[0]);
  if (typeof streams[lastIndex] === 'function') streams[lastIndex] = Duplex.from(streams[lastIndex]);
  for (let n = 0; n < streams.length; ++n) {
    if (!isNodeStream(streams[n])) continue;
    if (n < lastIndex && !isReadable(streams[n])) {
      throw new ERR_INVALID_ARG_VALUE(`streams[${n}]`, given[n], 'must be readable');
    }
    if (n > 0 && !isWritable(streams[n])) {
      throw new ERR_INVALID_ARG_VALUE(`streams[${n}]`, given[n], 'must be writable');
    }
  }
  return composed(streams, AbortError);
};

function composed(streams, AbortError) {
  // null once both ends are over.
  let onclose;
  let d = null;

  function onfinished(error) {
    const cb = onclose;
    onclose = null;
    if (cb) cb(error);
    else if (error) d.destroy(error);
    else if (!readable && !writable) d.destroy();
  }

  const head = streams[0];
  const tail = pipelineImpl(streams, onfinished);
  const writable = !!isWritable(head);
  const readable = !!isReadable(tail);

  d = new Duplex({
    writableObjectMode: !!(head && head.writableObjectMode),
    readableObjectMode: !!(tail && tail.readableObjectMode),
    writable,
    readable,
  });

  const forgetWrites = writable ? writeTo(d, head, tail) : () => {};
  const forgetReads = readable ? readFrom(d, tail) : () => {};

  d._destroy = (error, callback) => {
    if (!error && onclose !== null) error = new AbortError();
    forgetWrites();
    forgetReads();
    if (onclose === null) {
      callback(error);
    } else {
      onclose = callback;
      if (isNodeStream(tail)) destroyer(tail, error);
    }
  };
  return d;
}
