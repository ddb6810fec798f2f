'use strict';

// The body of an OutgoingMessage: chunks, trailers, the end, and the way of all
// that to the socket.

const { Buffer } = require('buffer');
const {
  codes: {
    ERR_HTTP_BODY_NOT_ALLOWED, ERR_HTTP_CONTENT_LENGTH_MISMATCH, ERR_INVALID_ARG_TYPE, ERR_INVALID_CHAR,
    ERR_STREAM_ALREADY_FINISHED, ERR_STREAM_DESTROYED, ERR_STREAM_NULL_VALUES, ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { debug, kNeedDrain } = require('./shared.js');
const { isUnique, validateHeaderName } = require('./outgoing_headers.js');

const { kBytesWritten, kCorked, kRejectNonStandardBodyWrites } = binding.symbols;

const crlf = Buffer.from('\r\n');
const nop = () => {};

function lengthOf(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
}

// failLater tells of a misuse, unless the message is over anyway.
function failLater(message, error, callback) {
  if (message.destroyed) return;
  nextTick(() => {
    callback(error);
    if (typeof message.emit === 'function' && !message.destroyed) message.emit('error', error);
  });
}

// countsBytes tells whether a message must be as long as it said.
function countsBytes(message) {
  return message.strictContentLength && message._contentLength !== null && message._contentLength !== undefined &&
    message._hasBody && !message._removedContLen && !message.chunkedEncoding && !message.hasHeader('transfer-encoding');
}

function count(message, length, last) {
  const total = message[kBytesWritten] + length;
  const wrong = last ? total !== message._contentLength : total > message._contentLength;
  if (countsBytes(message) && wrong) throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(total, message._contentLength);
  message[kBytesWritten] = total;
}

function uncork(socket) {
  socket.uncork();
}

// writeChunk sends a part of the body; last tells that end is what was called.
function writeChunk(message, chunk, encoding, { callback, last }) {
  if (typeof callback !== 'function') callback = nop;
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
    throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  }
  if (message.finished) {
    const error = new ERR_STREAM_WRITE_AFTER_END();
    if (message.destroyed) nextTick(callback, error);
    else failLater(message, error, callback);
    return false;
  }
  if (message.destroyed) {
    nextTick(callback, new ERR_STREAM_DESTROYED('write'));
    return false;
  }
  if (message.strictContentLength) count(message, lengthOf(chunk, encoding), last);
  if (!message._header) {
    if (last) message._contentLength = lengthOf(chunk, encoding);
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (message[kRejectNonStandardBodyWrites]) throw new ERR_HTTP_BODY_NOT_ALLOWED();
    debug?.('This type of response MUST NOT have a body. Ignoring write() calls.');
    nextTick(callback);
    return true;
  }
  // What is written in this turn leaves as one.
  const { socket } = message;
  if (!last && socket && !socket.writableCorked) {
    socket.cork();
    nextTick(uncork, socket);
  }
  return sendChunk(message, chunk, encoding, callback);
}

function sendChunk(message, chunk, encoding, callback) {
  if (!message.chunkedEncoding || chunk.length === 0) return message._send(chunk, encoding, callback);
  message._send(lengthOf(chunk, encoding).toString(16), 'latin1', null);
  message._send(crlf, null, null);
  message._send(chunk, encoding, null);
  return message._send(crlf, null, callback);
}

function trailerLine(field, value) {
  if (!binding.isValue(value)) {
    debug?.('Trailer "%s" contains invalid characters', field);
    throw new ERR_INVALID_CHAR('trailer content', field);
  }
  return `${field}: ${value}\r\n`;
}

function onFinish(message) {
  if (message.socket && message.socket._hadError) return;
  message.emit('finish');
}

// endAgain is for an end after the end.
function endAgain(message, callback) {
  if (typeof callback !== 'function') return;
  if (!message.writableFinished) message.on('finish', callback);
  else callback(new ERR_STREAM_ALREADY_FINISHED('end'));
}

// write is for what cannot be joined to one piece at once.
function write(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  const more = writeChunk(this, chunk, encoding, { callback, last: false });
  if (!more) this[kNeedDrain] = true;
  return more;
}

const methods = {
  addTrailers(headers) {
    this._trailer = '';
    for (const key of Object.keys(headers)) {
      const [field, value] = Array.isArray(headers) ? headers[key] : [key, headers[key]];
      validateHeaderName(field, 'Trailer name');
      if (!Array.isArray(value)) {
        this._trailer += trailerLine(field, value);
      } else if (value.length > 1 && !isUnique(this, field)) {
        for (const one of value) this._trailer += trailerLine(field, one);
      } else {
        this._trailer += trailerLine(field, value.join('; '));
      }
    }
  },

  flushHeaders() {
    if (!this._header) this._implicitHeader();
    this._send('');
  },
};

// end is the end of a message that does not leave in one piece.
function end(chunk, encoding, callback) {
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (chunk) {
    if (this.finished) {
      failLater(this, new ERR_STREAM_WRITE_AFTER_END(), typeof callback !== 'function' ? nop : callback);
      return this;
    }
    if (this.socket) this.socket.cork();
    writeChunk(this, chunk, encoding, { callback: null, last: true });
  } else if (this.finished) {
    endAgain(this, callback);
    return this;
  } else if (!this._header) {
    if (this.socket) this.socket.cork();
    this._contentLength = 0;
    this._implicitHeader();
  }
  if (typeof callback === 'function') this.once('finish', callback);
  if (countsBytes(this) && this[kBytesWritten] !== this._contentLength) {
    throw new ERR_HTTP_CONTENT_LENGTH_MISMATCH(this[kBytesWritten], this._contentLength);
  }
  sendEnd(this, chunk);
  return this;
}

function sendEnd(message, chunk) {
  const finish = () => { onFinish(message); };
  if (message._hasBody && message.chunkedEncoding) {
    message._send(`0\r\n${message._trailer}\r\n`, 'latin1', finish);
  } else if (!message._headerSent || message.writableLength || chunk) {
    message._send('', 'latin1', finish);
  } else {
    nextTick(finish);
  }
  const { socket } = message;
  if (socket) {
    // However often it was corked, what there is goes out now.
    socket._writableState.corked = 1;
    socket.uncork();
  }
  message[kCorked] = 0;
  message.finished = true;
  debug?.('outgoing message end.');
  if (message.outputData.length === 0 && message.socket && message.socket._httpMessage === message) message._finish();
}

// The way to the socket; kHighWaterMark is the field that bounds what waits for one.
function transport(kHighWaterMark) {
  return {
    // _send puts the head before the first piece of the body, in one text with it
    // where it is text.
    _send(data, encoding, callback, byteLength) {
      if (!this._headerSent && this._header !== null) {
        const header = this._header;
        if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
          data = header + data;
        } else {
          this.outputData.unshift({ data: header, encoding: 'latin1', callback: null });
          this.outputSize += header.length;
          this._onPendingData(header.length);
        }
        this._headerSent = true;
      }
      return this._writeRaw(data, encoding, callback, byteLength);
    },

    _writeRaw(data, encoding, callback, size) {
      const { socket } = this;
      if (socket && socket.destroyed) return false;
      if (typeof encoding === 'function') {
        callback = encoding;
        encoding = null;
      }
      if (socket && socket._httpMessage === this && socket.writable) {
        if (this.outputData.length > 0) this._flushOutput(socket);
        return socket.write(data, encoding, callback);
      }
      this.outputData.push({ data, encoding, callback });
      this.outputSize += data.length;
      this._onPendingData(data.length);
      return this.outputSize < this[kHighWaterMark];
    },

    _finish() {
      this.emit('prefinish');
    },

    // _flush sends what has waited for the socket.
    _flush() {
      const { socket } = this;
      if (!socket || !socket.writable) return;
      const more = this._flushOutput(socket);
      if (this.finished) {
        this._finish();
      } else if (more && this[kNeedDrain]) {
        this[kNeedDrain] = false;
        this.emit('drain');
      }
    },

    _flushOutput(socket) {
      while (this[kCorked]) {
        this[kCorked]--;
        socket.cork();
      }
      const waiting = this.outputData;
      if (waiting.length === 0) return undefined;
      socket.cork();
      let more;
      for (let i = 0; i < waiting.length; i++) {
        const { data, encoding, callback } = waiting[i];
        more = socket.write(data, encoding, callback);
      }
      socket.uncork();
      this.outputData = [];
      this._onPendingData(-this.outputSize);
      this.outputSize = 0;
      return more;
    },
  };
}

binding.setup({ end, write });

module.exports = {
  kBytesWritten, kCorked, kRejectNonStandardBodyWrites,
  methods: (kHighWaterMark) => ({ ...methods, ...transport(kHighWaterMark) }),
};
