'use strict';

// stream.addAbortSignal.

const { isNodeStream, isReadableStream, isWritableStream } = require('./utils.js');

function addAbortSignal(signal, stream) {
  const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  if (typeof signal !== 'object' || signal === null || !('aborted' in signal)) {
    throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  }
  const web = isReadableStream(stream) || isWritableStream(stream);
  if (!web && !isNodeStream(stream)) {
    throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  const onAbort = () => {
    const error = new AbortError(undefined, { cause: signal.reason });
    if (web) require('internal/webstreams').fail(stream, error);
    else stream.destroy(error);
  };
  if (signal.aborted) {
    onAbort();
  } else {
    const disposable = require('events').addAbortListener(signal, onAbort);
    require('./eos.js').eos(stream, disposable[Symbol.dispose]);
  }
  return stream;
}

module.exports = { addAbortSignal };
