'use strict';

// What console.log shows of a message that a server was sent.

const http = require('http');
const { inspect } = require('util');

const names = ['httpVersion', 'complete', 'rawHeaders', 'rawTrailers', 'aborted', 'upgrade', 'url', 'method', 'statusCode', 'statusMessage'];

function show(who, message) {
  const lines = inspect(message, { depth: 0 }).split('\n');
  console.log(who, lines[0]);
  for (const line of lines) if (names.includes(line.trim().split(':')[0])) console.log(line);
}

const server = http.createServer((req, res) => {
  show('server', req);
  res.end('x');
}).listen(0, () => {
  http.get({ port: server.address().port, path: '/a', agent: false }, (res) => {
    show('client', res);
    res.resume().on('end', () => {
      show('ended', res);
      server.close();
    });
  });
});
