'use strict';

// One connection of a server: requests come in, one after the other, and their
// responses leave in the same order, one at a time.

const diagnostics = require('diagnostics_channel');
const { Buffer } = require('buffer');
const { nextTick } = require('internal/task_queue');
const {
  ConnResetException, codes: { ERR_HTTP_REQUEST_TIMEOUT, ERR_HTTP_SOCKET_ENCODING },
} = require('internal/errors');
const { continueExpression, freeParser, initialize, parsers, prepareError } = require('./common.js');
const { kServerResponse } = require('./options.js');
const { kUniqueHeaders } = require('./outgoing.js');
const { emitClose } = require('./response.js');
const { debug, kNeedDrain } = require('./shared.js');
const STATUS_CODES = require('./status.js');

const kConnections = Symbol('http.server.connections');

const requestStart = diagnostics.channel('http.server.request.start');
const responseFinish = diagnostics.channel('http.server.response.finish');

// A peer that believes in the timeout it was told of has this long to be heard.
const kKeepAliveGrace = 1000;

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

// Connection is the state of one.
function Connection(server, socket, parser) {
  this.server = server;
  this.socket = socket;
  this.parser = parser;
  this.incoming = []; // requests whose responses are not over
  this.outgoing = []; // responses that wait for the socket
  this.waiting = 0; // about how many bytes these hold
  this.requests = 0;
  this.keepAliveTimeoutSet = false;
  this.onData = (data) => { onData(this, data); };
  this.onEnd = () => { onEnd(this); };
  this.onClose = () => { onClose(this); };
  this.onDrain = () => { onDrain(this); };
}

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
    limit: server.maxHeaderSize, lenient: server.insecureHTTPParser, connections: server[kConnections],
  });
  parser.socket = socket;
  socket.parser = parser;
  if (typeof server.maxHeadersCount === 'number') parser.maxHeaderPairs = server.maxHeadersCount << 1;

  const connection = new Connection(server, socket, parser);
  parser.onIncoming = (req, keepAlive) => onRequest(connection, req, keepAlive);
  socket.on('data', connection.onData);
  socket.on('error', onError);
  socket.on('end', connection.onEnd);
  socket.on('close', connection.onClose);
  socket.on('drain', connection.onDrain);
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

function onData(connection, data) {
  const { parser, socket } = connection;
  if (socket.parser !== parser) return;
  debug?.('SERVER socketOnData %d', data.length);
  const result = parser.execute(data);
  if (typeof result !== 'number') {
    prepareError(result, parser, data);
    debug?.('parse error', result);
    onError.call(socket, result);
  } else if (parser.incoming !== null && parser.incoming.upgrade) {
    switchProtocol(connection, parser.incoming, data.slice(result, data.length));
  }
}

function switchProtocol(connection, req, head) {
  const { parser, server, socket } = connection;
  debug?.('SERVER upgrade or connect', req.method);
  socket.removeListener('data', connection.onData);
  socket.removeListener('end', connection.onEnd);
  socket.removeListener('close', connection.onClose);
  socket.removeListener('drain', connection.onDrain);
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

function onEnd(connection) {
  const { parser, server, socket } = connection;
  if (socket.parser !== parser) return;
  const error = parser.finish();
  if (error !== undefined) {
    debug?.('parse error');
    onError.call(socket, error);
  } else if (!server.httpAllowHalfOpen) {
    socket.end();
  } else if (connection.outgoing.length > 0) {
    connection.outgoing[connection.outgoing.length - 1]._last = true;
  } else if (socket._httpMessage) {
    socket._httpMessage._last = true;
  } else {
    socket.end();
  }
}

function onClose(connection) {
  debug?.('server socket close');
  freeParser(connection.socket.parser, null, connection.socket);
  while (connection.incoming.length > 0) connection.incoming.shift().destroy(new ConnResetException('aborted'));
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

// --- what leaves ---

function onDrain(connection) {
  const { socket } = connection;
  if (socket._paused && connection.waiting <= socket.writableHighWaterMark) {
    socket._paused = false;
    socket.resume();
  }
  const res = socket._httpMessage;
  if (res && !res.finished && res[kNeedDrain]) {
    res[kNeedDrain] = false;
    res.emit('drain');
  }
}

// onRequest is called with the head of a request. It returns 2 where another
// protocol follows.
function onRequest(connection, req, keepAlive) {
  const { server, socket } = connection;
  if (connection.keepAliveTimeoutSet) {
    socket.setTimeout(server.timeout || 0);
    connection.keepAliveTimeoutSet = false;
  }
  if (req.upgrade) {
    req.upgrade = req.method === 'CONNECT' || server.listenerCount('upgrade') > 0;
    if (req.upgrade) return 2;
  }
  connection.incoming.push(req);
  // Who sends requests and reads no responses is not read any more.
  if (!socket._paused &&
      (socket._writableState.needDrain || connection.waiting >= socket.writableHighWaterMark)) {
    socket._paused = true;
    socket.pause();
  }
  const res = makeResponse(connection, req, keepAlive);
  if (requestStart.hasSubscribers) requestStart.publish({ request: req, response: res, socket, server });
  if (socket._httpMessage) connection.outgoing.push(res);
  else res.assignSocket(socket);
  res.on('finish', () => { onFinish(connection, req, res); });
  if (req.httpVersionMajor !== 1 || req.httpVersionMinor !== 1 || !special(connection, req, res)) {
    server.emit('request', req, res);
  }
  return 0;
}

function makeResponse(connection, req, keepAlive) {
  const { server, socket } = connection;
  const res = new server[kServerResponse](req, {
    highWaterMark: socket.writableHighWaterMark,
    rejectNonStandardBodyWrites: server.rejectNonStandardBodyWrites,
  });
  res._keepAliveTimeout = server.keepAliveTimeout;
  res._maxRequestsPerSocket = server.maxRequestsPerSocket;
  res._onPendingData = (delta) => {
    connection.waiting += delta;
    onDrain(connection);
  };
  res.shouldKeepAlive = keepAlive;
  res[kUniqueHeaders] = server[kUniqueHeaders];
  return res;
}

// special answers requests of HTTP/1.1 that are not, or not only, the script's. It
// reports whether it did.
function special(connection, req, res) {
  const { server, socket } = connection;
  const { headers } = req;
  // RFC 9112, 3.2.
  if (server.requireHostHeader && headers.host === undefined) {
    res.writeHead(400, ['Connection', 'close']);
    res.end();
    return true;
  }
  const limit = server.maxRequestsPerSocket;
  if (typeof limit === 'number' && limit > 0) {
    connection.requests++;
    res.maxRequestsOnConnectionReached = limit <= connection.requests;
    if (limit < connection.requests) {
      server.emit('dropRequest', req, socket);
      res.writeHead(503);
      res.end();
      return true;
    }
  }
  if (headers.expect === undefined) return false;
  if (continueExpression.test(headers.expect)) {
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
  return true;
}

// onFinish is called when all of a response is with the system.
function onFinish(connection, req, res) {
  const { server, socket } = connection;
  if (responseFinish.hasSubscribers) responseFinish.publish({ request: req, response: res, socket, server });
  connection.incoming.shift();
  // A body that nobody reads must not stand in the way of the next request.
  if (!req._consuming && !req.readableDidRead && !req._readableState.resumeScheduled) req._dump();
  res.detachSocket(socket);
  forget(req);
  nextTick(emitClose, res);
  if (res._last) {
    if (typeof socket.destroySoon === 'function') socket.destroySoon();
    else socket.end();
  } else if (connection.outgoing.length > 0) {
    connection.outgoing.shift().assignSocket(socket);
  } else if (server.keepAliveTimeout && typeof socket.setTimeout === 'function') {
    socket.setTimeout(server.keepAliveTimeout + kKeepAliveGrace);
    connection.keepAliveTimeoutSet = true;
  }
}

// forget lets go of a request that has been read.
function forget(req) {
  const parser = req.socket && req.socket.parser;
  if (!parser || parser.incoming !== req) return;
  if (req.readableEnded) parser.incoming = null;
  else req.on('end', () => { forget(req); });
}

module.exports = { connectionListener, kConnections, requestTimedOut };
