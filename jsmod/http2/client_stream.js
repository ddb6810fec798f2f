'use strict';

// ClientHttp2Stream: a request of ours, or an answer that was pushed.

const { inContext } = require('internal/task_queue');
const { kInit, kRequestHeaders, kScope, kState } = require('./shared.js');
const { Http2Stream } = require('./stream.js');

class ClientHttp2Stream extends Http2Stream {
  // id and headers are those of a push.
  constructor(session, id, headers) {
    super(session);
    const scope = inContext(run);
    if (scope !== run) this[kScope] = scope;
    this[kRequestHeaders] = headers;
    if (id !== undefined) {
      // Nothing is sent on what was pushed.
      this[kState].endSent = true;
      this[kInit](id);
      this.end();
    }
    this.on('headers', onInfoHeaders);
  }
}

function run(listen, handle, ...args) {
  listen(handle, ...args);
}

function onInfoHeaders(headers) {
  if (headers[':status'] === 100) this.emit('continue');
}

module.exports = { ClientHttp2Stream };
