'use strict';

// Parsers. What they tell becomes messages in Go.

const { kIncomingMessage, IncomingMessage } = require('./incoming.js');

const kMaxPairs = 2000;

// HTTPParser is for packages; what it reads goes to functions under these numbers.
function HTTPParser() {
  return binding.newScriptParser();
}
HTTPParser.prototype = binding.parserPrototype;
Object.defineProperty(HTTPParser.prototype, 'constructor', { value: HTTPParser, configurable: true, writable: true });
Object.assign(HTTPParser, {
  REQUEST: 1,
  RESPONSE: 2,
  kOnMessageBegin: 0,
  kOnHeaders: 1,
  kOnHeadersComplete: 2,
  kOnBody: 3,
  kOnMessageComplete: 4,
  // Node calls these for a parser that reads from a handle itself, and for a list of
  // connections; here it does neither.
  kOnExecute: 5,
  kOnTimeout: 6,
});

function newParser() {
  const parser = binding.newParser();
  clean(parser);
  return parser;
}

function clean(parser) {
  parser.socket = null;
  parser.incoming = null;
  parser.outgoing = null;
  // How many names and values a message's list may have; 0 is no limit.
  parser.maxHeaderPairs = kMaxPairs;
  parser.onIncoming = null;
  parser.joinDuplicateHeaders = null;
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
  failed,
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
    const parser = this.list.length > 0 ? this.list.pop() : newParser();
    parser.idle = false;
    return parser;
  },
  // free reports whether the parser is kept for the next connection. One that is
  // given back twice must not serve two, and one of a package's none.
  free(parser) {
    if (parser.idle) return true;
    if (this.list.length >= this.max || parser instanceof HTTPParser) return false;
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
// undefined for what the command line says; server is whose connection it is.
function initialize(parser, response, { limit, lenient, connections, server }) {
  const Message = (server && server[kIncomingMessage]) || IncomingMessage;
  parser.initialize(response, limit || maxHeaderSize(), lenient === undefined ? isLenient() : lenient, connections,
    Message, server);
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
