'use strict';
// Replies of all kinds, whole and broken, and what fetch says of them.
const net = require('net');
const log = console.log;

let reply;
const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => {
    if (reply === null) socket.destroy();
    else socket.end(reply, 'latin1');
  });
});

function tell(error) {
  const { cause } = error;
  log(error.name, error.message, cause && [cause.constructor.name, cause.name, cause.code, cause.message.replace(/:\d+$/, '')]);
}

async function ask(text, init) {
  reply = text;
  log(JSON.stringify(text && text.slice(0, 100)));
  try {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/`, init);
    log(response.status, response.statusText, response.headers, response.type, response.ok);
    log(await response.text());
  } catch (error) {
    tell(error);
  }
}

async function main() {
  await ask('HTTP/1.1 204 No Content\r\n\r\n');
  await ask('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n');
  await ask('HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone');
  await ask('HTTP/1.0 200 OK\r\n\r\nto the end');
  await ask('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi');
  await ask('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n');
  await ask('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nTrailer: x\r\n\r\n');
  await ask('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n');
  await ask('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhi\r\n');
  await ask('garbage\r\n\r\n');
  await ask(null);
  await ask('HTTP/1.1 200 Ver\xc3\xa9 \r\nContent-Length: 0\r\nA: \xe9\r\nB:  x\r\nEmpty:\r\n\r\n');
  await ask('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n');
  await ask('HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  await ask('HTTP/1.1 407 Proxy\r\nContent-Length: 0\r\n\r\n');
  await ask('HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n');
  await ask('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', { method: 'HEAD' });
  await ask(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(20000)}\r\n\r\n`);
  server.close();
  const { port } = server.address() || {};
  log(port);
}
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  await main();
  const refused = await fetch(`http://127.0.0.1:${port}/`).catch((error) => error);
  tell(refused);
  log(refused.cause.syscall, refused.cause.address, refused.cause.port === port);
  for (const url of ['http://127.0.0.1:1/', 'https://127.0.0.1:25/', 'ftp://a/', 'file:///etc/passwd', 'about:blank', 'foo:bar', 'javascript:1', '',
                     'http://a:99999', '//x', 'http://u@a/']) {
    await fetch(url).catch((error) => { log(url); tell(error); });
  }
  await fetch().catch(tell);
  log('done');
});
