'use strict';

// Answers out of files: respondWithFile and respondWithFD. The bytes go from the
// file to the engine piece by piece, as the peer takes them.

const fs = require('fs');
const { Buffer } = require('buffer');
const {
  codes: {
    ERR_HTTP2_PAYLOAD_FORBIDDEN, ERR_HTTP2_SEND_FILE, ERR_HTTP2_SEND_FILE_NOSEEK, ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const constants = require('./constants.js');
const { assertIsObject } = require('./headers.js');
const { kID, kState, kUpdateTimer } = require('./shared.js');
const { handleOf } = require('./stream.js');
const { assertUnanswered, isBodyless, responseFields, sendResponse } = require('./server_stream.js');

const kPiece = 64 * 1024;

// prepare checks what both methods are given, and completes the fields.
function prepare(stream, headers, given) {
  assertUnanswered(stream);
  assertIsObject(given, 'options');
  const options = { ...given };
  for (const [name, type] of [['offset', 'number'], ['length', 'number'], ['statCheck', 'function']]) {
    if (options[name] !== undefined && typeof options[name] !== type) {
      throw new ERR_INVALID_ARG_VALUE(`options.${name}`, options[name]);
    }
  }
  if (options.waitForTrailers) stream[kState].hasTrailers = true;
  return { options, complete() {
    stream[kUpdateTimer]();
    const fields = responseFields(headers, options);
    const status = fields[':status'];
    if (isBodyless(status) || stream.headRequest) throw new ERR_HTTP2_PAYLOAD_FORBIDDEN(status);
    return fields;
  } };
}

function respondWithFD(stream, fd, headers, given) {
  const { options, complete } = prepare(stream, headers, given);
  if (fd !== null && typeof fd === 'object' && typeof fd.fd === 'number') fd = fd.fd;
  else if (typeof fd !== 'number') throw new ERR_INVALID_ARG_TYPE('fd', ['number', 'FileHandle'], fd);
  const fields = complete();
  const file = { fd, own: false, options, fields };
  if (options.statCheck === undefined) {
    sendFile(stream, file, options.offset === undefined ? 0 : options.offset, options.length);
    return;
  }
  fs.fstat(fd, (error, stat) => {
    if (stream.destroyed || stream.closed) return;
    if (error) {
      stream.destroy(error);
      return;
    }
    const range = { offset: options.offset === undefined ? 0 : options.offset, length: options.length };
    if (range.length === undefined) range.length = -1;
    if (options.statCheck.call(stream, stat, fields, range) === false || stream.destroyed || stream.headersSent) return;
    sendFile(stream, file, range.offset, range.length);
  });
}

function respondWithFile(stream, path, headers, given) {
  const { options, complete } = prepare(stream, headers, given);
  const fields = complete();
  fs.open(path, 'r', (error, fd) => {
    if (error) {
      failed(stream, options, error);
      return;
    }
    if (stream.destroyed || stream.closed) {
      close(fd);
      return;
    }
    stream[kState].fd = fd;
    fs.fstat(fd, (fault, stat) => checked(stream, { fd, own: true, options, fields }, fault, stat));
  });
}

function failed(stream, options, error) {
  if (options.onError !== undefined) options.onError(error);
  else stream.destroy(error);
}

function close(fd) {
  fs.close(fd, (error) => { if (error) throw error; });
}

// A file that was opened here is closed once: by this, or with its stream.
function release(stream, file) {
  const state = stream[kState];
  if (!file.own || state.fd === undefined) return;
  state.fd = undefined;
  close(file.fd);
}

// checked goes on with an own file once it is known what it is.
function checked(stream, file, error, stat) {
  const { options, fields } = file;
  if (stream.destroyed || stream.closed) {
    release(stream, file);
    return;
  }
  const regular = !error && stat.isFile();
  if (!error && !regular) {
    if (stat.isDirectory()) error = new ERR_HTTP2_SEND_FILE();
    else if (options.offset !== undefined || options.length !== undefined) error = new ERR_HTTP2_SEND_FILE_NOSEEK();
  }
  if (error) {
    release(stream, file);
    failed(stream, options, error);
    return;
  }
  const range = {
    offset: options.offset === undefined ? 0 : options.offset,
    length: options.length === undefined ? -1 : options.length,
  };
  if (!regular) range.offset = range.length = -1;
  const { statCheck } = options;
  if (statCheck !== undefined && statCheck.call(stream, stat, fields, range) === false) {
    release(stream, file);
    return;
  }
  if (stream.destroyed || stream.closed || stream.headersSent) {
    release(stream, file);
    return;
  }
  if (regular) {
    const rest = stat.size - range.offset;
    range.length = range.length < 0 ? rest : Math.min(rest, range.length);
    fields['content-length'] = range.length;
  }
  sendFile(stream, file, range.offset, range.length);
}

// sendFile answers with the file's bytes from offset on; a negative offset is where
// the file stands, a negative length or none all there is.
function sendFile(stream, file, offset, length) {
  const { waitForTrailers } = file.options;
  // The stream is ended for its writer; its bytes come from elsewhere.
  stream._final = (callback) => callback();
  try {
    sendResponse(stream, file.fields, { last: false, waitForTrailers });
  } catch (error) {
    release(stream, file);
    stream.destroy(error);
    return;
  }
  stream.end();
  sendPiece(stream, file, {
    position: offset < 0 ? null : offset,
    left: length === undefined || length < 0 ? Infinity : length,
  });
}

function sendPiece(stream, file, at) {
  const { left, position } = at;
  if (left === 0) {
    finish(stream, file);
    return;
  }
  const piece = Buffer.allocUnsafe(Math.min(kPiece, left));
  fs.read(file.fd, piece, 0, piece.length, position, (error, n) => {
    const handle = handleOf(stream);
    if (stream.destroyed || handle === undefined) {
      release(stream, file);
      return;
    }
    if (error) {
      release(stream, file);
      stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      return;
    }
    if (n === 0) {
      finish(stream, file);
      return;
    }
    const state = stream[kState];
    const last = n === left;
    if (last) state.endSent = true;
    state.inHand = n;
    state.written = (fault) => {
      if (fault || last || stream.destroyed) release(stream, file);
      else sendPiece(stream, file, { position: position === null ? null : position + n, left: left - n });
    };
    stream[kUpdateTimer]();
    handle.data(stream[kID], n === piece.length ? piece : piece.subarray(0, n), last);
  });
}

function finish(stream, file) {
  release(stream, file);
  const state = stream[kState];
  const handle = handleOf(stream);
  if (state.endSent || stream.destroyed || handle === undefined) return;
  state.endSent = true;
  handle.end(stream[kID]);
}

module.exports = { respondWithFD, respondWithFile };
