'use strict';
// Responses that leave in one piece, and those that look alike and do not: the bytes,
// and the order of what is told.
const http = require('http');
const net = require('net');

const utf8 = 'ü€😀';
const handlers = {
  text: (req, res) => res.end('hello'),
  empty: (req, res) => res.end(),
  emptyText: (req, res) => res.end(''),
  buffer: (req, res) => res.end(Buffer.from('bytes')),
  noBytes: (req, res) => res.end(Buffer.alloc(0)),
  view: (req, res) => res.end(new Uint8Array([104, 105])),
  utf8: (req, res) => res.end(utf8),
  named: (req, res) => res.end(utf8, 'utf-8'),
  latin1: (req, res) => res.end('ü', 'latin1'),
  hex: (req, res) => res.end('6869', 'hex'),
  callback: (req, res) => res.end('x', () => console.log('  callback')),
  onlyCallback: (req, res) => res.end(() => console.log('  only callback')),
  threeArguments: (req, res) => res.end('x', 'utf8', () => console.log('  third')),
  status: (req, res) => { res.statusCode = 404; res.end('no'); },
  message: (req, res) => { res.statusMessage = 'Fine'; res.end('x'); },
  unknown: (req, res) => { res.statusCode = 299; res.end('x'); },
  explicit: (req, res) => { res.writeHead(200, { 'X-A': 'b' }); res.end('chunk'); },
  explicitEmpty: (req, res) => { res.writeHead(200); res.end(); },
  length: (req, res) => { res.writeHead(201, 'Made', { 'Content-Length': 2 }); res.end('hi'); },
  list: (req, res) => { res.writeHead(200, ['X-A', '1', 'X-A', '2']); res.end('x'); },
  pairs: (req, res) => { res.writeHead(200, [['X-A', '1'], ['X-B', ['2', '3']]]); res.end('x'); },
  set: (req, res) => { res.setHeader('X-Set', ['1', '2']); res.setHeader('Set-Cookie', ['a=1', 'b=2']); res.end('x'); },
  both: (req, res) => { res.setHeader('X-A', 'set'); res.writeHead(200, { 'x-a': 'given', 'X-B': 1 }); res.end('x'); },
  trailer: (req, res) => {
    res.writeHead(200, { Trailer: 'X-T' });
    res.addTrailers({ 'X-T': 'over' });
    res.end('x');
  },
  written: (req, res) => { res.write('a'); res.end('b'); },
  flushed: (req, res) => { res.flushHeaders(); res.end('b'); },
  corked: (req, res) => { res.cork(); res.end('corked'); },
  socketCorked: (req, res) => { res.socket.cork(); res.end('x'); process.nextTick(() => res.socket && res.socket.uncork()); },
  noContent: (req, res) => { res.statusCode = 204; res.end('ignored'); },
  notModified: (req, res) => { res.writeHead(304, { ETag: '"x"' }); res.end(); },
  noDate: (req, res) => { res.sendDate = false; res.end('x'); },
  noLength: (req, res) => { res.removeHeader('content-length'); res.end('x'); },
  noEncoding: (req, res) => { res.removeHeader('transfer-encoding'); res.writeHead(200); res.end('x'); },
  noConnection: (req, res) => { res.removeHeader('connection'); res.end('x'); },
  close: (req, res) => { res.setHeader('Connection', 'close'); res.end('bye'); },
  keep: (req, res) => { res.setHeader('Connection', 'keep-alive'); res.setHeader('Keep-Alive', 'timeout=9'); res.end('x'); },
  date: (req, res) => { res.setHeader('Date', 'never'); res.end('x'); },
  wideHeader: (req, res) => { res.setHeader('X-W', 'ü'); res.end('ü'); },
  wideHeaderBytes: (req, res) => { res.setHeader('X-W', 'ü'); res.end(Buffer.from('ü')); },
  twice: (req, res) => { res.end('x'); res.end(); },
  ownWriteHead: (req, res) => {
    const { writeHead } = res;
    res.writeHead = function(...args) {
      console.log('  writeHead', args.length, args[0]);
      res.setHeader('X-Late', 'yes');
      return writeHead.apply(this, args);
    };
    res.end('x');
  },
  ownImplicit: (req, res) => {
    res._implicitHeader = () => res.writeHead(202);
    res.end('x');
  },
  ownStore: (req, res) => {
    const store = res._storeHeader;
    res._storeHeader = function(line, headers) { store.call(this, line.replace('OK', 'Stored'), headers); };
    res.end('x');
  },
  ownSend: (req, res) => {
    const send = res._send;
    res._send = function(data, ...rest) {
      console.log('  _send', data.length);
      return send.call(this, data, ...rest);
    };
    res.end('x');
  },
  ownEnd: (req, res) => {
    const { end } = res;
    res.end = function(chunk, ...rest) { return end.call(this, `${chunk}!`, ...rest); };
    res.end('x');
  },
  socketWrite: (req, res) => {
    const { socket } = res;
    socket.write = function(...args) {
      delete socket.write;
      console.log('  socket.write');
      return socket.write(...args);
    };
    res.end('x');
  },
  later: (req, res) => { setTimeout(() => res.end('later'), 5); },
  strict: (req, res) => { res.strictContentLength = true; res.writeHead(200, { 'Content-Length': 1 }); res.end('x'); },
  state: (req, res) => {
    const shown = () => [res.headersSent, res.finished, res.writableEnded, res.writableFinished, res._header !== null,
      res.statusCode, res.statusMessage, res._contentLength, res.shouldKeepAlive].join();
    console.log('  ', shown());
    res.end('state');
    console.log('  ', shown(), res.writableLength, res.socket === req.socket);
    res.on('close', () => console.log('  ', shown(), res.socket, res.destroyed, req.complete, req.destroyed));
  },
};

const events = ['prefinish', 'finish', 'close', 'error', 'drain', 'unpipe'];
const server = http.createServer((req, res) => {
  const name = req.url.slice(1);
  console.log(name, req.method);
  if (name === 'text') {
    for (const event of events) res.on(event, () => console.log('  res', event));
    for (const event of ['end', 'close', 'resume', 'pause']) req.on(event, () => console.log('  req', event));
  }
  handlers[name](req, res);
});

function ask(method, name) {
  return new Promise((resolve) => {
    const { port } = server.address();
    const socket = net.connect(port, '127.0.0.1', () => {
      // The last request ends the connection, so that all that came before is there. Both
      // come together.
      socket.write(`${method} /${name} HTTP/1.1\r\nHost: x\r\nConnection: ${name === 'close' ? 'close' : 'keep-alive'}\r\n\r\n` +
        'GET /close HTTP/1.1\r\nHost: x\r\n\r\n');
    });
    let got = '';
    socket.setEncoding('latin1');
    socket.on('data', (data) => { got += data; });
    socket.on('close', () => {
      console.log(JSON.stringify(got.replace(/Date: \w+, .*? GMT/g, 'Date: now')));
      resolve();
    });
  });
}

server.listen(0, '127.0.0.1', async () => {
  for (const name of Object.keys(handlers)) await ask('GET', name);
  for (const name of ['text', 'buffer', 'explicit', 'length', 'written', 'empty']) await ask('HEAD', name);
  server.close();
});
