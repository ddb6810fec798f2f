'use strict';

// What for-in finds in messages.

const http = require('http');

function names(message) {
  const found = [];
  for (const name in message) {
    if (typeof message[name] !== 'function' && !name.startsWith('_') && !/^(readable|outputData$|timeout$)/.test(name)) found.push(name);
  }
  return found.sort().join(' ');
}

const server = http.createServer((req, res) => {
  console.log(names(req));
  console.log(names(res));
  const copy = {};
  for (const name in req) copy[name] = req[name];
  console.log(copy.method, copy.url, copy.httpVersion, copy.rawHeaders.length, 'headers' in copy);
  res.end();
});
server.listen(0, () => {
  const request = http.get({ port: server.address().port, path: '/a', agent: false }, (response) => {
    console.log(names(response));
    console.log(names(request));
    response.resume().on('close', () => server.close());
  });
});
