'use strict';

// Parsers, and what they tell: a message becomes an IncomingMessage, its body what
// that one reads.

const { kIncomingMessage, IncomingMessage, readStart, readStop } = require('./incoming.js');

const kMaxPairs = 2000;

function HTTPParser() {
  const parser = binding.newParser();
  clean(parser);
  return parser;
}
HTTPParser.REQUEST = 1;
HTTPParser.RESPONSE = 2;

function clean(parser) {
  parser.socket = null;
  parser.incoming = null;
  parser.outgoing = null;
  // How many names and values a message's list may have; 0 is no limit.
  parser.maxHeaderPairs = kMaxPairs;
  parser.onIncoming = null;
  parser.joinDuplicateHeaders = null;
}

// A message has begun: its owner says what becomes of its body.
function head(major, minor, fields, method, url, status, reason, upgrade, keepAlive) {
  const { socket } = this;
  const server = socket ? socket.server : undefined;
  const Message = (server && server[kIncomingMessage]) || IncomingMessage;
  const incoming = this.incoming = new Message(socket);
  incoming.httpVersionMajor = major;
  incoming.httpVersionMinor = minor;
  incoming.httpVersion = `${major}.${minor}`;
  incoming.joinDuplicateHeaders = (server && server.joinDuplicateHeaders) || this.joinDuplicateHeaders;
  incoming.url = url === undefined ? '' : url;
  incoming.upgrade = upgrade;
  const { maxHeaderPairs } = this;
  incoming._addHeaderLines(fields, maxHeaderPairs > 0 ? Math.min(fields.length, maxHeaderPairs) : fields.length);
  if (method !== undefined) {
    incoming.method = method;
  } else {
    incoming.statusCode = status;
    incoming.statusMessage = reason;
  }
  return this.onIncoming(incoming, keepAlive);
}

function body(chunk) {
  const { incoming } = this;
  if (incoming === null || incoming._dumped) return;
  if (!incoming.push(chunk)) readStop(this.socket);
}

function end(trailer) {
  const { incoming } = this;
  if (incoming !== null) {
    incoming.complete = true;
    if (trailer !== undefined) {
      const limit = this.maxHeaderPairs > 0 ? this.maxHeaderPairs : trailer.length;
      incoming._addHeaderLines(trailer, Math.min(trailer.length, limit));
    }
    incoming.push(null);
  }
  // What comes next on the connection is wanted, even where this was not read.
  readStart(this.socket);
}

function failed(code, reason, offset) {
  const error = new Error('Parse Error');
  error.bytesParsed = offset;
  error.code = code;
  error.reason = reason;
  return error;
}

function prepareError(error, parser, rawPacket) {
  error.rawPacket = rawPacket;
  if (typeof error.reason === 'string') error.message = `Parse Error: ${error.reason}`;
}

binding.setup({
  head, body, end, failed,
  badName(name) { require('./outgoing_headers.js').validateHeaderName(name); },
  noValue(name) { require('./outgoing_headers.js').validateHeaderValue(name, undefined); },
  badValue(name) { require('./outgoing_headers.js').refuseValue(name); },
});

// Parsers that nobody uses now.
const parsers = {
  name: 'parsers',
  max: 1000,
  list: [],
  alloc() {
    const parser = this.list.length > 0 ? this.list.pop() : HTTPParser();
    parser.idle = false;
    return parser;
  },
  // free reports whether the parser is kept for the next connection. One that is
  // given back twice must not serve two.
  free(parser) {
    if (parser.idle) return true;
    if (this.list.length >= this.max) return false;
    parser.idle = true;
    this.list.push(parser);
    return true;
  },
};

function freeParser(parser, req, socket) {
  if (parser) {
    clean(parser);
    parser.remove();
    if (parsers.free(parser)) parser.free();
    else parser.close();
  }
  if (req) req.parser = null;
  if (socket) socket.parser = null;
}

function _checkIsHttpToken(value) {
  return binding.isToken(`${value}`);
}

function _checkInvalidHeaderChar(value) {
  return !binding.isValue(value);
}

const insecure = binding.flag('insecure-http-parser') !== undefined;
let warned = false;

function isLenient() {
  if (insecure && !warned) {
    warned = true;
    process.emitWarning('Using insecure HTTP parsing');
  }
  return insecure;
}

// The limit of the command line, in bytes.
function maxHeaderSize() {
  const given = Number(binding.flag('max-http-header-size'));
  return given > 0 ? given : 16 * 1024;
}

// initialize makes a parser ready for a connection. limit and lenient may be
// undefined for what the command line says.
function initialize(parser, response, { limit, lenient, connections }) {
  parser.initialize(response, limit || maxHeaderSize(), lenient === undefined ? isLenient() : lenient, connections);
}

module.exports = {
  _checkInvalidHeaderChar,
  _checkIsHttpToken,
  chunkExpression: /(?:^|\W)chunked(?:$|\W)/i,
  continueExpression: /(?:^|\W)100-continue(?:$|\W)/i,
  CRLF: '\r\n',
  freeParser,
  methods: binding.methods,
  parsers,
  kIncomingMessage,
  HTTPParser,
  isLenient,
  prepareError,
};
for (const [name, value] of Object.entries({ initialize, maxHeaderSize, newConnections: binding.newConnections })) {
  Object.defineProperty(module.exports, name, { value });
}
