'use strict';

// The module https.

const { ClientRequest } = require('_http_client');
const { URL, isURL } = require('internal/url');
const { Agent } = require('./agent.js');
const { Server } = require('./server.js');

function createServer(options, requestListener) {
  return new Server(options, requestListener);
}

function urlOptions(url) {
  return require('url').urlToHttpOptions(url);
}

function request(...args) {
  let options = {};
  if (typeof args[0] === 'string') options = urlOptions(new URL(args.shift()));
  else if (isURL(args[0])) options = urlOptions(args.shift());
  if (args[0] && typeof args[0] !== 'function') Object.assign(options, args.shift());
  options._defaultAgent = module.exports.globalAgent;
  return new ClientRequest(options, ...args);
}

function get(input, options, cb) {
  const req = request(input, options, cb);
  req.end();
  return req;
}

module.exports = {
  Agent,
  globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }),
  Server,
  createServer,
  get,
  request,
};
