'use strict';

// HTTPParser of _http_common, by which packages read what a socket of their own making
// is sent.

const { HTTPParser, freeParser, methods, parsers } = require('_http_common');

const names = Object.keys(HTTPParser).filter((name) => name.startsWith('kOn'));
console.log(HTTPParser.REQUEST, HTTPParser.RESPONSE, names.map((name) => `${name} ${HTTPParser[name]}`).join());

function show(label, type, pieces, verdict) {
  const parser = new HTTPParser();
  parser.initialize(type, {});
  for (const name of names) {
    parser[HTTPParser[name]] = function(...told) {
      const method = name === 'kOnHeadersComplete' && told[3] !== undefined ? methods[told[3]] : '';
      const shown = told.map((value) => (Buffer.isBuffer(value) ? `<${value}>` : value));
      console.log(label, name, this === parser, method, JSON.stringify(shown));
      return name === 'kOnHeadersComplete' ? verdict : undefined;
    };
  }
  for (const piece of pieces) {
    const n = parser.execute(Buffer.from(piece, 'latin1'));
    console.log(label, typeof n === 'number' ? n : `${n.code} ${n.reason} ${n.bytesParsed}`);
  }
  const end = parser.finish();
  console.log(label, end && end.code);
  parser.remove();
  parser.free();
}

const head = 'Host: x\r\nX-A: \xe9\r\n';
show('get', HTTPParser.REQUEST, [`GET /\xe9?q HTTP/1.1\r\n${head}\r\n`]);
show('post', HTTPParser.REQUEST, ['POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nab', 'cdGET /two HTTP/1.0\r\n\r\n']);
show('chunks', HTTPParser.REQUEST, ['PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nT: 1\r\n\r\n']);
show('upgrade', HTTPParser.REQUEST, ['GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: a\r\n\r\nmore']);
show('response', HTTPParser.RESPONSE, ['HTTP/1.1 404 Not There\r\nContent-Length: 1\r\n\r\nx']);
show('to the end', HTTPParser.RESPONSE, ['HTTP/1.0 200 OK\r\n\r\nx', 'y']);
show('of a HEAD', HTTPParser.RESPONSE, ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'], 1);
show('bad', HTTPParser.REQUEST, ['GET / HTTP/1.1\r\nA B: x\r\n\r\n']);
show('half', HTTPParser.REQUEST, ['GET / HTTP/1.1\r\n']);

const thrower = new HTTPParser();
thrower.initialize(HTTPParser.REQUEST, {});
thrower[HTTPParser.kOnHeadersComplete] = () => { throw new Error('mine'); };
try {
  thrower.execute(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
} catch (error) {
  console.log(error.message);
}
const own = new HTTPParser();
console.log(own instanceof HTTPParser, own.constructor === HTTPParser, parsers.alloc() === own, typeof freeParser);
