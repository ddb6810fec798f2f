'use strict';

// One connection of a server. What happens for each request is in connection.go;
// here is how it begins, and what is seldom.

const diagnostics = require('diagnostics_channel');
const { Buffer } = require('buffer');
const {
  ConnResetException, codes: { ERR_HTTP_REQUEST_TIMEOUT, ERR_HTTP_SOCKET_ENCODING },
} = require('internal/errors');
const { continueExpression, freeParser, initialize, parsers, prepareError } = require('./common.js');
const { kServerResponse } = require('./options.js');
const { debug } = require('./shared.js');
const STATUS_CODES = require('./status.js');

const kConnections = Symbol('http.server.connections');

const requestStart = diagnostics.channel('http.server.request.start');
const responseFinish = diagnostics.channel('http.server.response.finish');

// Listeners of all sockets, and of their parsers: see connection.go.
const { onClose, onData, onDrain, onEnd, onIncoming } = binding.listeners;

const nop = () => {};

function refusal(status) {
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`, 'ascii');
}

// What a peer is told whose request cannot be read.
const refusals = {
  HPE_HEADER_OVERFLOW: refusal(431),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: refusal(413),
  ERR_HTTP_REQUEST_TIMEOUT: refusal(408),
  other: refusal(400),
};

// connectionListener is called with a server as this.
function connectionListener(socket) {
  debug?.('SERVER new http connection');
  const server = this;
  // A stream that no server of net has made says so, too.
  socket.server = server;
  if (server.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(server.timeout);
  socket.on('timeout', onTimeout);

  const parser = parsers.alloc();
  initialize(parser, false, {
    limit: server.maxHeaderSize, lenient: server.insecureHTTPParser, connections: server[kConnections], server,
  });
  parser.socket = socket;
  socket.parser = parser;
  if (typeof server.maxHeadersCount === 'number') parser.maxHeaderPairs = server.maxHeadersCount << 1;

  binding.connect(server, socket, parser, server[kServerResponse]);
  parser.onIncoming = onIncoming;
  socket.on('data', debug === undefined ? onData : onLoudData);
  socket.on('error', onError);
  socket.on('end', onEnd);
  socket.on('close', onClose);
  socket.on('drain', onDrain);
  socket.on('resume', onResume);
  socket.setEncoding = refuseEncoding;
  // Set while requests come faster than responses leave.
  socket._paused = false;
}

function refuseEncoding() {
  throw new ERR_HTTP_SOCKET_ENCODING();
}

// A resume that was under way must not undo the pause of a connection.
function onResume() {
  if (this._paused) this.pause();
}

// --- what comes ---

// onLoudData is onData for who wants to see what happens.
function onLoudData(data) {
  debug?.('SERVER socketOnData %d', data.length);
  onData.call(this, data);
}

function parseError(socket, error, parser, data) {
  prepareError(error, parser, data);
  debug?.('parse error', error);
  onError.call(socket, error);
}

function switchProtocol(socket, req, head) {
  const { parser, server } = socket;
  debug?.('SERVER upgrade or connect', req.method);
  socket.removeListener('data', debug === undefined ? onData : onLoudData);
  socket.removeListener('end', onEnd);
  socket.removeListener('close', onClose);
  socket.removeListener('drain', onDrain);
  socket.removeListener('error', onError);
  socket.removeListener('timeout', onTimeout);
  socket.removeListener('resume', onResume);
  delete socket.setEncoding;
  parser.finish();
  freeParser(parser, req, socket);
  const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (event === 'connect' && server.listenerCount(event) === 0) {
    socket.destroy();
    return;
  }
  socket.readableFlowing = null;
  server.emit(event, req, socket, head);
}

function onTimeout() {
  const req = this.parser && this.parser.incoming;
  const byRequest = req && !req.complete && req.emit('timeout', this);
  const res = this._httpMessage;
  const byResponse = res && res.emit('timeout', this);
  const byServer = this.server.emit('timeout', this);
  if (!byRequest && !byResponse && !byServer) this.destroy();
}

function requestTimedOut(socket) {
  onError.call(socket, new ERR_HTTP_REQUEST_TIMEOUT());
}

// onError is for errors of the socket, and of what it carries.
function onError(error) {
  this.removeListener('error', onError);
  // Later ones are nobody's.
  if (this.listenerCount('error', nop) === 0) this.on('error', nop);
  if (this.server.emit('clientError', error, this)) return;
  // In the middle of a response there is nothing left to say.
  if (this.writable && (!this._httpMessage || !this._httpMessage._headerSent)) {
    this.write(refusals[error.code] || refusals.other);
  }
  this.destroy(error);
}

// --- what is seldom, of a request ---

// expects answers a request that asks whether to send its body.
function expects(server, req, res) {
  if (continueExpression.test(req.headers.expect)) {
    res._expect_continue = true;
    if (server.listenerCount('checkContinue') > 0) {
      server.emit('checkContinue', req, res);
    } else {
      res.writeContinue();
      server.emit('request', req, res);
    }
  } else if (server.listenerCount('checkExpectation') > 0) {
    server.emit('checkExpectation', req, res);
  } else {
    res.writeHead(417);
    res.end();
  }
}

function dump(req) {
  if (!req._consuming && !req.readableDidRead && !req._readableState?.resumeScheduled) req._dump();
}

binding.setup({
  aborted: () => new ConnResetException('aborted'),
  debug: debug !== undefined,
  dump, expects, onError, parseError, requestStart, responseFinish, switchProtocol,
  freeParser(socket) {
    debug?.('server socket close');
    freeParser(socket.parser, null, socket);
  },
  isModern: (req) => req.httpVersionMajor === 1 && req.httpVersionMinor === 1,
  started(request, response, socket, server) { requestStart.publish({ request, response, socket, server }); },
  ended(request, response, socket, server) { responseFinish.publish({ request, response, socket, server }); },
});

module.exports = { connectionListener, kConnections, requestTimedOut };
