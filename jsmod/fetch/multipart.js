'use strict';

// multipart/form-data (RFC 7578, and the HTML standard's encoding of it): what
// FormData is sent as, and made of.

const { Buffer } = require('buffer');
const { entryOf } = require('./formdata.js');
const { token } = require('./headers.js');

function escapeName(text) {
  return text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
}

function withCRLF(text) {
  return text.replace(/\r?\n|\r/g, '\r\n');
}

// encode returns the type, the length and the pieces (bytes and Blobs).
function encode(form) {
  const { randomInt } = require('crypto');
  const boundary = `----formdata-undici-0${String(randomInt(0, 1e11)).padStart(11, '0')}`;
  const pieces = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(withCRLF(name))}"`;
    if (typeof value === 'string') {
      pieces.push(Buffer.from(`${head}\r\n\r\n${withCRLF(value)}\r\n`));
      continue;
    }
    const file = value.name ? `; filename="${escapeName(value.name)}"` : '';
    const type = value.type || 'application/octet-stream';
    pieces.push(Buffer.from(`${head}${file}\r\nContent-Type: ${type}\r\n\r\n`), value, Buffer.from('\r\n'));
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  const length = pieces.reduce((sum, piece) => sum + (piece instanceof Uint8Array ? piece.length : piece.size), 0);
  return { type: `multipart/form-data; boundary=${boundary}`, length, pieces };
}

const crlf = Buffer.from('\r\n');
const dashes = Buffer.from('--');

// Parser takes a whole message apart; what does not fit makes parse return
// undefined.
class Parser {
  constructor(bytes, boundary) {
    this.bytes = bytes;
    this.delimiter = Buffer.from(`--${boundary}`);
    this.at = 0;
  }

  starts(bytes) {
    return this.bytes.subarray(this.at, this.at + bytes.length).equals(bytes);
  }

  take(bytes) {
    if (!this.starts(bytes)) return false;
    this.at += bytes.length;
    return true;
  }

  parse() {
    const entries = [];
    while (this.take(crlf));
    for (;;) {
      if (!this.take(this.delimiter)) return undefined;
      if (this.atEnd()) return entries;
      if (!this.take(crlf)) return undefined;
      const entry = this.part();
      if (entry === undefined) return undefined;
      entries.push(entry);
    }
  }

  // Two dashes and any number of empty lines follow the last delimiter.
  atEnd() {
    return this.starts(dashes) && /^(\r\n)*$/.test(this.bytes.toString('latin1', this.at + dashes.length));
  }

  part() {
    const head = this.head();
    if (head === undefined) return undefined;
    const end = this.bytes.indexOf(Buffer.concat([crlf, this.delimiter]), this.at);
    if (end === -1) return undefined;
    const body = this.bytes.subarray(this.at, end);
    this.at = end + crlf.length;
    return valueOf(head, body);
  }

  head() {
    const head = { name: undefined, filename: undefined, type: 'text/plain', encoding: '' };
    while (!this.take(crlf)) {
      const end = this.bytes.indexOf(crlf, this.at);
      if (end === -1) return undefined;
      if (!field(head, this.bytes.subarray(this.at, end))) return undefined;
      this.at = end + crlf.length;
    }
    return head.name === undefined ? undefined : head;
  }
}

// field reads one line of a part's head.
function field(head, line) {
  const colon = line.indexOf(':');
  const name = line.toString('latin1', 0, Math.max(colon, 0)).trim();
  if (!token.test(name)) return false;
  const value = line.subarray(colon + 1);
  const text = value.toString('latin1').trim();
  switch (name.toLowerCase()) {
    case 'content-disposition': return disposition(head, value.toString('utf8').trim());
    case 'content-type': head.type = /[^\x00-\x7f]/.test(text) ? '' : text; return true;
    case 'content-transfer-encoding': head.encoding = text; return true;
    default: return true;
  }
}

function disposition(head, text) {
  const found = /^form-data; name="([^"\r\n]*)"(?:; filename\*?="([^"\r\n]*)")?/.exec(text);
  if (found === null) return false;
  head.name = unescapeName(found[1]);
  head.filename = found[2] === undefined ? undefined : unescapeName(found[2]);
  return true;
}

function unescapeName(text) {
  return text.replace(/%0a/gi, '\n').replace(/%0d/gi, '\r').replace(/%22/g, '"');
}

function valueOf({ name, filename, type, encoding }, body) {
  const bytes = encoding === 'base64' ? Buffer.from(body.toString(), 'base64') : body;
  if (filename === undefined) return entryOf(name, decode(bytes));
  const { File } = require('buffer');
  return entryOf(name, new File([bytes], filename, { type }), undefined);
}

function decode(bytes) {
  const { TextDecoder } = require('internal/encoding');
  return new TextDecoder().decode(bytes);
}

// parse returns the entries of a message, undefined where it is none.
function parse(bytes, boundary) {
  return new Parser(bytes, boundary).parse();
}

module.exports = { encode, parse };
