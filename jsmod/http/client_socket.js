'use strict';

// What a request's connection tells. The listeners are the same functions for all
// of them: a connection serves several requests, which find each other by its
// _httpMessage.

const diagnostics = require('diagnostics_channel');
const { ConnResetException } = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { freeParser, initialize, parsers, prepareError } = require('./common.js');
const { debug, kNeedDrain } = require('./shared.js');

const requestError = diagnostics.channel('http.client.request.error');
const responseFinish = diagnostics.channel('http.client.response.finish');

const kScope = Symbol('kScope');

function emitError(request, error) {
  if (requestError.hasSubscribers) requestError.publish({ request, error });
  request.emit('error', error);
}

// inScope makes a listener of a connection that runs in the context of the request
// that it serves.
function inScope(listener) {
  return function(arg) {
    const req = this._httpMessage;
    const scope = req && req[kScope];
    if (scope) scope(listener, this, req, arg);
    else listener(this, req, arg);
  };
}

// take gives a request its connection.
function take(req, socket) {
  const parser = parsers.alloc();
  req.socket = socket;
  initialize(parser, true, { limit: req.maxHeaderSize, lenient: req.insecureHTTPParser });
  parser.socket = socket;
  parser.outgoing = req;
  req.parser = parser;
  socket.parser = parser;
  socket._httpMessage = req;
  if (typeof req.maxHeadersCount === 'number') parser.maxHeaderPairs = req.maxHeadersCount << 1;
  parser.joinDuplicateHeaders = req.joinDuplicateHeaders;
  parser.onIncoming = onResponse;
  socket.on('error', onError);
  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', onClose);
  socket.on('drain', onDrain);
  if (req.timeout !== undefined || (req.agent && req.agent.options && req.agent.options.timeout)) listenTimeout(req);
  req.emit('socket', socket);
}

function stopReading(socket) {
  socket.removeListener('data', onData);
  socket.removeListener('end', onEnd);
}

function finishParser(parser, req, socket) {
  if (!parser) return;
  parser.finish();
  freeParser(parser, req, socket);
}

function hangUp(req) {
  req.socket._hadError = true;
  emitError(req, new ConnResetException('socket hang up'));
}

const onClose = inScope((socket, req) => {
  debug?.('HTTP socket close');
  const { parser } = socket;
  const { res } = req;
  req.destroyed = true;
  if (res) {
    if (!res.complete) res.destroy(new ConnResetException('aborted'));
    req._closed = true;
    req.emit('close');
    if (!res.aborted && res.readable) res.push(null);
  } else {
    if (!req.socket._hadError) hangUp(req);
    req._closed = true;
    req.emit('close');
  }
  // Nobody will send it.
  if (req.outputData) req.outputData.length = 0;
  finishParser(parser, req, socket);
});

const onError = inScope((socket, req, error) => {
  debug?.('SOCKET ERROR:', error.message, error.stack);
  if (req) {
    req.socket._hadError = true;
    emitError(req, error);
  }
  finishParser(socket.parser, req, socket);
  stopReading(socket);
  socket.destroy();
});

const onEnd = inScope((socket, req) => {
  const { parser } = socket;
  if (!req.res && !req.socket._hadError) hangUp(req);
  finishParser(parser, req, socket);
  socket.destroy();
});

function onDrain() {
  const req = this._httpMessage;
  if (!req || req.finished || !req[kNeedDrain]) return;
  req[kNeedDrain] = false;
  req.emit('drain');
}

// 101 is an answer like others; the rest of 1xx comes before one.
function isInformational(status) {
  return status < 200 && status >= 100 && status !== 101;
}

const onData = inScope((socket, req, data) => {
  const { parser } = socket;
  if (!parser) return;
  const result = parser.execute(data);
  if (typeof result !== 'number') {
    prepareError(result, parser, data);
    debug?.('parse error', result);
    freeParser(parser, req, socket);
    stopReading(socket);
    socket.destroy();
    req.socket._hadError = true;
    emitError(req, result);
    return;
  }
  const { incoming } = parser;
  if (incoming === null) return;
  if (incoming.upgrade) {
    switchProtocol(socket, req, data.slice(result, data.length));
  } else if (incoming.complete && !isInformational(incoming.statusCode)) {
    stopReading(socket);
    socket.removeListener('drain', onDrain);
    freeParser(parser, req, socket);
  }
});

function switchProtocol(socket, req, head) {
  const { parser } = socket;
  const res = req.res = parser.incoming;
  stopReading(socket);
  socket.removeListener('drain', onDrain);
  if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
  socket.removeListener('timeout', onResponseTimeout);
  finishParser(parser, req, socket);
  const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (req.listenerCount(event) === 0) {
    socket.destroy();
    return;
  }
  req.upgradeOrConnect = true;
  socket.emit('agentRemove');
  socket.removeListener('close', onClose);
  socket.removeListener('error', onError);
  socket._httpMessage = null;
  socket.readableFlowing = null;
  req.emit(event, res, socket, head);
  req.destroyed = true;
  req._closed = true;
  req.emit('close');
}

// onResponse is called with a parser as this and the head of an answer. It returns 1
// where no body follows, 2 where another protocol does.
function onResponse(res, keepAlive) {
  const { socket } = this;
  const req = socket._httpMessage;
  debug?.('AGENT incoming response!');
  if (req.res) {
    // A second answer to one request.
    socket.destroy();
    return 0;
  }
  req.res = res;
  if (req.method === 'CONNECT') res.upgrade = true;
  if (res.upgrade) return 2;
  if (isInformational(res.statusCode)) {
    req.res = null;
    tellInformation(req, res);
    return 1;
  }
  if (req.shouldKeepAlive && !keepAlive && !req.upgradeOrConnect) req.shouldKeepAlive = false;
  if (responseFinish.hasSubscribers) responseFinish.publish({ request: req, response: res });
  res.req = req;
  // Before those of the script, so that the connection is free by then.
  res.on('end', onResponseEnd);
  req.on('finish', onRequestFinish);
  socket.on('timeout', onResponseTimeout);
  if (req.aborted || !req.emit('response', res)) res._dump();
  if (req.method === 'HEAD') return 1;
  if (res.statusCode === 304) {
    res.complete = true;
    return 1;
  }
  return 0;
}

function tellInformation(req, res) {
  if (res.statusCode === 100) req.emit('continue');
  const { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders } = res;
  req.emit('information', {
    statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders,
  });
}

function onResponseEnd() {
  const { req } = this;
  const { socket } = req;
  if (socket) {
    if (req.timeoutCb) socket.removeListener('timeout', onRequestTimeout);
    socket.removeListener('timeout', onResponseTimeout);
  }
  req._ended = true;
  if (!req.shouldKeepAlive) {
    if (socket.writable) {
      debug?.('AGENT socket.destroySoon()');
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    }
  } else if (req.writableFinished && !this.aborted) {
    keep(req);
  }
}

function onRequestFinish() {
  if (this.shouldKeepAlive && this._ended) keep(this);
}

// keep gives a connection back to the agent, once the script has seen the end.
function keep(req) {
  const { socket } = req;
  debug?.('AGENT socket keep-alive');
  if (req.timeoutCb) {
    socket.setTimeout(0, req.timeoutCb);
    req.timeoutCb = null;
  }
  socket.removeListener('close', onClose);
  socket.removeListener('error', onError);
  stopReading(socket);
  nextTick(free, req);
  req.destroyed = true;
  // To destroy the answer must not destroy a connection that others use.
  if (req.res) req.res.socket = null;
}

function free(req) {
  req._closed = true;
  req.emit('close');
  if (req.socket) req.socket.emit('free');
}

function onResponseTimeout() {
  const res = this._httpMessage && this._httpMessage.res;
  if (res) res.emit('timeout');
}

function onRequestTimeout() {
  if (this._httpMessage) this._httpMessage.emit('timeout');
}

function listenTimeout(req) {
  if (req.timeoutCb) return;
  req.timeoutCb = onRequestTimeout;
  if (req.socket) req.socket.once('timeout', onRequestTimeout);
  else req.on('socket', (socket) => { socket.once('timeout', onRequestTimeout); });
}

module.exports = { emitError, kScope, listenTimeout, take };
