'use strict';

// The module http.

const { validateInteger } = require('internal/validators');
const agents = require('./agent.js');
const { ClientRequest } = require('./client.js');
const { maxHeaderSize, methods, parsers } = require('./common.js');
const { IncomingMessage } = require('./incoming.js');
const { OutgoingMessage, validateHeaderName, validateHeaderValue } = require('./outgoing.js');
const { STATUS_CODES, Server, ServerResponse, _connectionListener } = require('./server.js');

function createServer(options, requestListener) {
  return new Server(options, requestListener);
}

function request(url, options, cb) {
  return new ClientRequest(url, options, cb);
}

function get(url, options, cb) {
  const req = request(url, options, cb);
  req.end();
  return req;
}

module.exports = {
  _connectionListener,
  METHODS: methods.slice().sort(),
  STATUS_CODES,
  Agent: agents.Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer,
  validateHeaderName,
  validateHeaderValue,
  get,
  request,
  setMaxIdleHTTPParsers(max) {
    validateInteger(max, 'max', 1);
    parsers.max = max;
  },
};

Object.defineProperty(module.exports, 'maxHeaderSize', {
  configurable: true,
  enumerable: true,
  get: maxHeaderSize,
});

Object.defineProperty(module.exports, 'globalAgent', {
  configurable: true,
  enumerable: true,
  get: () => agents.globalAgent,
  set(agent) { agents.globalAgent = agent; },
});
