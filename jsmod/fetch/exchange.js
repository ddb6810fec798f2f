'use strict';

// One request and its reply, by http or https.

const { Buffer } = require('buffer');
const { causeOf, bodyTimeout, connectTimeout, headersTimeout, socketError } = require('./errors.js');
const { HeaderList } = require('./headers.js');
const limits = require('./limits.js');
const { outgoing } = require('./outgoing_headers.js');
const { receive } = require('./receive.js');
const { Reply, nullBodyStatus, redirectStatus } = require('./response.js');
const { send } = require('./send.js');
const { failure } = require('./webidl.js');

const idempotent = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

const agents = new Map();

// agentFor returns the agent that keeps the connections of fetch. Those that are
// idle do not keep the process alive.
function agentFor(protocol) {
  let agent = agents.get(protocol);
  if (agent === undefined) {
    const { Agent } = require(protocol === 'https:' ? 'https' : 'http');
    agent = new Agent({ keepAlive: true, timeout: limits.idle, ALPNProtocols: ['http/1.1'] });
    agents.set(protocol, agent);
  }
  return agent;
}

function hostOf({ hostname }) {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

class Exchange {
  // done is called when the last byte of the reply has been received, or none will.
  constructor(order, url, done) {
    this.order = order;
    this.url = url;
    this.done = done;
    this.req = undefined;
    this.reply = undefined;
    this.incoming = undefined;
    this.over = false;
    this.settle = undefined;
  }

  run() {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      const agent = agentFor(this.url.protocol);
      if (this.repeatable() || Object.keys(agent.freeSockets).length === 0) this.begin();
      // Some servers close a connection that they said they would keep: what may not
      // be sent twice waits until their end has been read.
      else require('timers').setTimeout(() => this.begin(), limits.closing);
    });
  }

  // repeatable tells whether the request may be sent a second time (RFC 9110,
  // section 9.2.2).
  repeatable() {
    const { method, body } = this.order;
    return idempotent.includes(method) && (body === null || body.source !== null);
  }

  begin() {
    if (this.over) return;
    try {
      this.start();
    } catch (error) {
      this.fail(error);
    }
  }

  start() {
    const { order, url } = this;
    const { headers, length } = outgoing(order, url);
    const { request } = require(url.protocol === 'https:' ? 'https' : 'http');
    const req = request({
      protocol: url.protocol, hostname: hostOf(url), port: url.port,
      path: url.pathname + url.search, method: order.method, headers, setHost: false,
      agent: agentFor(url.protocol), timeout: limits.silence,
    });
    this.req = req;
    // No length is told of a body that is not there.
    if (order.body === null) req.useChunkedEncodingByDefault = false;
    req.on('response', (res) => this.respond(res));
    req.on('upgrade', (res, socket) => {
      socket.destroy();
      this.fail(socketError('bad upgrade', socket));
    });
    req.on('error', (error) => this.broken(req, error));
    req.on('timeout', () => this.silent());
    req.on('socket', (socket) => this.limitConnect(socket));
    if (order.body === null) req.end();
    else send(order.body.stream, req, length).catch((error) => this.sendFailed(req, error));
  }

  // sendFailed is told of an error of the body; the reply may have come before it.
  sendFailed(req, error) {
    if (req === this.req) this.fail(error);
    req.destroy();
  }

  // broken is told of an error of the request. A kept connection that was closed
  // before the reply began is one that the server had given up already.
  broken(req, error) {
    if (req !== this.req) return;
    const given = error.code === 'ECONNRESET' || error.code === 'EPIPE';
    if (given && req.reusedSocket && this.reply === undefined && !this.over && this.repeatable()) {
      if (this.order.body !== null) this.order.body = this.order.body.again();
      this.begin();
    } else {
      this.fail(causeOf(error, req.socket));
    }
  }

  limitConnect(socket) {
    if (!socket.connecting) return;
    const { setTimeout, clearTimeout } = require('timers');
    const timer = setTimeout(() => this.fail(connectTimeout(this.url.host, limits.connect)), limits.connect);
    const clear = () => clearTimeout(timer);
    socket.once(this.url.protocol === 'https:' ? 'secureConnect' : 'connect', clear);
    socket.once('close', clear);
  }

  silent() {
    if (this.incoming === undefined) this.fail(headersTimeout());
    else if (!this.incoming.source.isPaused()) this.fail(bodyTimeout());
  }

  respond(res) {
    const reply = new Reply({
      status: res.statusCode,
      // A package that stands in for http may leave it out.
      statusText: Buffer.from(res.statusMessage ?? '', 'latin1').toString(),
      headers: fieldsOf(res.rawHeaders),
      urls: [...this.order.urls],
    });
    this.reply = reply;
    res.on('error', (error) => this.fail(causeOf(error, res.socket)));
    try {
      this.read(res, reply);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.settle.resolve(reply);
  }

  read(res, reply) {
    const { order } = this;
    if (order.method === 'HEAD' || nullBodyStatus.includes(reply.status)) {
      res.resume();
      res.on('end', () => this.finish());
      return;
    }
    const left = redirectStatus.includes(reply.status) && order.redirect === 'follow' && reply.headers.has('location');
    const coding = left ? null : reply.headers.get('content-encoding');
    const broken = (error) => this.fail(causeOf(error, res.socket));
    this.incoming = receive(res, coding, broken, (reason) => this.abort(reason));
    this.incoming.source.on('end', () => this.finish());
    reply.body = this.incoming.body();
  }

  finish() {
    this.over = true;
    this.done();
  }

  // fail ends the exchange for a cause: the fetch fails, or the body that is being
  // read is cut off.
  fail(cause) {
    if (this.over) return;
    this.stop(cause, failure('terminated', cause));
  }

  // abort ends it because somebody does not want it any more.
  abort(reason) {
    if (this.over) return;
    if (this.reply !== undefined) this.reply.aborted = true;
    this.stop(reason, reason);
  }

  stop(cause, told) {
    this.over = true;
    this.settle.reject(cause);
    if (this.incoming !== undefined) this.incoming.fail(told);
    if (this.req !== undefined) this.req.destroy();
    this.done();
  }

  // abandon leaves a reply that nobody will read.
  abandon() {
    this.done = () => {};
    if (this.incoming !== undefined && !this.over) this.incoming.abandon();
  }
}

function fieldsOf(raw) {
  const list = new HeaderList();
  for (let i = 0; i < raw.length; i += 2) list.append(raw[i].toLowerCase(), raw[i + 1]);
  return list;
}

module.exports = { Exchange };
