'use strict';

// ClientHttp2Stream: a request of ours, or an answer that was pushed.

const { kInit, kRequestHeaders } = require('./shared.js');
const { Http2Stream } = require('./stream.js');

class ClientHttp2Stream extends Http2Stream {
  // id and headers are those of a push.
  constructor(session, id, headers) {
    super(session);
    this[kRequestHeaders] = headers;
    if (id !== undefined) this[kInit](id);
    this.on('headers', onInfoHeaders);
  }
}

function onInfoHeaders(headers) {
  if (headers[':status'] === 100) this.emit('continue');
}

module.exports = { ClientHttp2Stream };
