'use strict';

// The bytes that a server answers with, for requests as they come on the wire.

const http = require('http');
const net = require('net');

const routes = {
  '/end': (req, res) => res.end('hello'),
  '/chunks': (req, res) => { res.write('one'); res.write(Buffer.from('two')); res.end('three'); },
  '/length': (req, res) => { res.setHeader('Content-Length', 3); res.write('abc'); res.end(); },
  '/empty': (req, res) => res.end(),
  '/204': (req, res) => { res.statusCode = 204; res.end(); },
  '/304': (req, res) => { res.writeHead(304, { ETag: 'x' }); res.end('not sent'); },
  '/204-chunked': (req, res) => { res.writeHead(204, { 'Transfer-Encoding': 'chunked' }); res.end(); },
  '/reason': (req, res) => { res.writeHead(299, 'Very Well', { a: 1, B: ['x', 'y'] }); res.end(); },
  '/array': (req, res) => { res.writeHead(200, ['A', '1', 'A', '2', 'Connection', 'close']); res.end('x'); },
  '/joined': (req, res) => { res.setHeader('X', 'set'); res.setHeader('Y', 1); res.writeHead(200, { x: 'head' }); res.end(); },
  '/removed': (req, res) => {
    res.removeHeader('Date'); res.removeHeader('Connection'); res.removeHeader('Transfer-Encoding'); res.write('a'); res.end();
  },
  '/trailers': (req, res) => { res.writeHead(200, { Trailer: 'T' }); res.write('x'); res.addTrailers({ T: 'v', U: ['1', '2'] }); res.end(); },
  '/cookies': (req, res) => { res.setHeader('Set-Cookie', ['a=1', 'b=2']); res.appendHeader('set-cookie', 'c=3'); res.end(); },
  '/flush': (req, res) => { res.flushHeaders(); setImmediate(() => res.end('late')); },
  '/latin1': (req, res) => { res.setHeader('X', 'caf\u00e9'); res.end(Buffer.from('x')); },
  '/hints': (req, res) => {
    res.writeProcessing();
    res.writeEarlyHints({ link: ['</a.css>; rel=preload; as=style', '</b.js>; rel=preload'], 'x-y': 'z' });
    res.end('after');
  },
  '/keep': (req, res) => { res.setHeader('Connection', 'keep-alive'); res.end('k'); },
  '/closing': (req, res) => { res.setHeader('Connection', 'close'); res.end('c'); },
  '/hex': (req, res) => { res.write('616263', 'hex'); res.end('ZGVm', 'base64'); },
};

const server = http.createServer((req, res) => routes[req.url](req, res));

const requests = [];
for (const path of Object.keys(routes)) requests.push(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
requests.push(
  'HEAD /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'HEAD /chunks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET /end HTTP/1.0\r\n\r\n',
  'GET /chunks HTTP/1.0\r\n\r\n',
  'GET /chunks HTTP/1.0\r\nTE: chunked\r\n\r\n',
  'GET /keep HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /end HTTP/1.0\r\n\r\n',
  'GET /end HTTP/1.1\r\n\r\n',
  'GET /end HTTP/1.1\r\nHost: x\r\nExpect: something\r\nConnection: close\r\n\r\n',
  'POST /end HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab',
  'GET /end HTTP/1.1\r\nHost: x\r\n\r\nGET /chunks HTTP/1.1\r\nHost: x\r\n\r\nGET /closing HTTP/1.1\r\nHost: x\r\n\r\n',
);

server.listen(0, () => {
  function next() {
    const request = requests.shift();
    if (request === undefined) {
      server.close();
      return;
    }
    let answer = '';
    const socket = net.connect(server.address().port, () => socket.write(request));
    socket.setEncoding('latin1');
    socket.on('data', (data) => { answer += data; });
    socket.on('close', () => {
      console.log(JSON.stringify(request.split('\r\n')[0]));
      console.log(answer.replace(/Date: [^\r]*/g, 'Date: now').split('\r\n'));
      next();
    });
    // Where the server would wait for more.
    socket.setTimeout(300, () => socket.end());
  }
  next();
});
