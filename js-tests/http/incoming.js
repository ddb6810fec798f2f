'use strict';

// What a received message shows of its fields.

const http = require('http');
const net = require('net');

const head = ['Host: x', 'A: 1', 'a: 2', 'Cookie: a=1', 'cookie: b=2', 'Set-Cookie: c', 'Set-Cookie: d', 'Age: 1', 'Age: 2',
  'User-Agent: u', 'User-Agent: v', 'X-Empty:', '__proto__: p', 'constructor: c', 'Latin: caf\u00e9', 'Accept:  spaced \t'];

function run(options, maxHeadersCount, done) {
  const server = http.createServer(options, (req, res) => {
    console.log(req.httpVersion, req.method, req.url, req.headers, req.headersDistinct, req.rawHeaders.length);
    req.resume();
    req.on('end', () => {
      console.log(req.complete, req.trailers, req.trailersDistinct, req.rawTrailers);
      res.end();
    });
  });
  server.maxHeadersCount = maxHeadersCount;
  server.listen(0, () => {
    const socket = net.connect(server.address().port, () => {
      socket.write(`POST /path?q HTTP/1.1\r\n${head.join('\r\n')}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n` +
        '3;ext=1\r\nabc\r\n0\r\nT: 1\r\nt: 2\r\nB: 3\r\n\r\n', 'latin1');
    });
    socket.resume();
    socket.on('close', () => server.close(done));
  });
}

run({}, null, () => run({ joinDuplicateHeaders: true }, 5, () => {
  class Mine extends http.IncomingMessage { get mine() { return true; } }
  class Answer extends http.ServerResponse { get own() { return 1; } }
  const server = http.createServer({ IncomingMessage: Mine, ServerResponse: Answer }, (req, res) => {
    console.log(req.mine, res.own, req instanceof http.IncomingMessage);
    res.end();
  }).listen(0, () => {
    http.get({ port: server.address().port, agent: false }, (res) => res.resume().on('end', () => server.close()));
  });
}));
