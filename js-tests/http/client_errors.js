'use strict';

// Errors of requests: answers that cannot be read, connections that end too soon.

const http = require('http');
const net = require('net');

const answers = [
  '',
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc',
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx',
  'HTTP/1.1 200 OK\r\n\r\nuntil the end',
  'nonsense',
  'HTTP/1.1 2x0 OK\r\n\r\n',
  'HTTP/1.1 200 OK\r\nA\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.1 204 None\r\n\r\n',
  `HTTP/1.1 200 OK\r\nA: ${'b'.repeat(20000)}\r\n\r\n`,
];

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => socket.end(answers.shift()));
}).listen(0, () => {
  function next() {
    if (answers.length === 0) {
      server.close();
      return;
    }
    const log = [];
    const req = http.get({ port: server.address().port, agent: false }, (res) => {
      log.push(`response ${res.statusCode}`);
      let body = '';
      res.on('data', (data) => { body += data; });
      res.on('end', () => log.push(`end ${body} ${res.complete}`));
      res.on('aborted', () => log.push('aborted'));
      res.on('error', (err) => log.push(`res error ${err.message} ${err.code}`));
      res.on('close', () => log.push('res close'));
    });
    req.on('continue', () => log.push('continue'));
    req.on('information', (info) => log.push(`information ${info.statusCode} ${info.statusMessage} ${info.rawHeaders}`));
    req.on('error', (err) => log.push(`error ${err.message} ${err.code} ${err.bytesParsed !== undefined}`));
    req.on('close', () => {
      log.push('close');
      setTimeout(() => { console.log(log); next(); }, 20);
    });
  }
  next();
});
