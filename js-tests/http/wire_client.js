'use strict';

// The bytes that a client sends.

const http = require('http');
const net = require('net');

const cases = [
  [{ path: '/plain' }],
  [{ path: '/head', method: 'HEAD' }],
  [{ path: '/post', method: 'post' }, ['a', 'b']],
  [{ path: '/put', method: 'PUT', headers: { 'Content-Length': 3 } }, ['abc']],
  [{ path: '/delete', method: 'DELETE' }, ['body']],
  [{ path: '/end-only', method: 'POST' }, [], 'only'],
  [{ path: '/list', headers: { 'X-A': ['1', '2'], Cookie: ['a=1', 'b=2'], b: 3 } }],
  [{ path: '/pairs', headers: [['Host', 'me'], ['X', '1'], ['X', '2']] }],
  [{ path: '/flat', headers: ['Host', 'me', 'X', '1', 'X', '2'] }],
  [{ path: '/auth', auth: 'user:p\u00e4ss' }],
  [{ path: '/nohost', setHost: false }],
  [{ path: '/agentless', agent: false }],
  [{ path: '/keep', agent: new http.Agent({ keepAlive: true }) }],
  [{ path: '/close', agent: new http.Agent() }],
  [{ path: '/unique', headers: { X: ['1', '2'] }, uniqueHeaders: ['x'] }],
  [{ path: '/expect', method: 'POST', headers: { Expect: '100-continue' } }, ['x']],
  [{ path: '/trailers', method: 'POST', headers: { Trailer: 'T' } }, ['x'], undefined, { T: 'v' }],
  [{ path: '/empty', method: 'POST' }],
  [{ path: '/te', method: 'GET', headers: { 'Transfer-Encoding': 'chunked' } }, ['x']],
];

let ports = [];
const hide = (text) => ports.reduce((all, port) => all.split(`:${port}`).join(':PORT'), text);

const server = net.createServer((socket) => {
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (data) => {
    text += data;
    clearTimeout(socket.wait);
    socket.wait = setTimeout(() => {
      console.log(hide(text).split('\r\n'));
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    }, 50);
  });
  socket.on('error', () => {});
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  ports = [port];
  function next() {
    const [options, chunks = [], last, trailers] = cases.shift() || [];
    if (options === undefined) {
      server.close();
      return;
    }
    const req = http.request({ host: '127.0.0.1', port, ...options }, (res) => {
      res.resume();
      res.on('end', () => console.log('answered', res.statusCode, req.method, req.path, req.shouldKeepAlive));
    });
    req.on('close', next);
    for (const chunk of chunks) req.write(chunk);
    if (trailers) req.addTrailers(trailers);
    req.end(last);
  }
  next();
});
