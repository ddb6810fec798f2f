'use strict';

// What a server says to requests that cannot be read: 'clientError' and, without a
// listener, the answer.

const http = require('http');
const net = require('net');

const bad = [
  'BAD\r\n\r\n',
  'GET / HTTP/1.1\r\nA : b\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nA: b\rC: d\r\n\r\n',
  'GET / HTTP/1.7\r\n\r\n',
  'GET / HTTQ/1.1\r\n\r\n',
  'GET /\u0001 HTTP/1.1\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(20000)}\r\n\r\n`,
];

function run(listen, done) {
  const server = http.createServer((req, res) => res.end('fine'));
  if (listen) {
    server.on('clientError', (err, socket) => {
      console.log(err.name, err.message, err.code, err.reason, typeof err.bytesParsed, Buffer.isBuffer(err.rawPacket));
      socket.end('HTTP/1.1 418 Me\r\n\r\n');
    });
  }
  const left = bad.slice();
  server.listen(0, () => {
    function next() {
      const request = left.shift();
      if (request === undefined) {
        server.close(done);
        return;
      }
      let answer = '';
      const socket = net.connect(server.address().port, () => socket.write(request, 'latin1'));
      socket.setEncoding('latin1');
      socket.on('data', (data) => { answer += data; });
      socket.on('error', () => {});
      socket.on('close', () => {
        console.log(request.slice(0, 40).split('\r\n'), answer.split('\r\n')[0]);
        next();
      });
    }
    next();
  });
}

run(true, () => run(false));
