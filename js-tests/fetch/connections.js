'use strict';
// Connections are used again, each by one request at a time, and do not keep the
// process alive.
const http = require('http');
const log = console.log;

let connections = 0;
const server = http.createServer((req, res) => {
  if (req.url === '/close') res.setHeader('connection', 'close');
  req.resume();
  res.end('ok');
});
server.on('connection', () => { connections++; });
server.keepAliveTimeout = 3000; // which is how long Node keeps its end, and the process

async function main() {
  const base = `http://127.0.0.1:${server.address().port}`;
  for (let i = 0; i < 5; i++) await (await fetch(base)).text();
  log('one after the other', connections <= 2);
  await Promise.all([1, 2, 3].map(async () => (await fetch(base)).text()));
  log('three at once', connections >= 3 && connections <= 5);
  for (let i = 0; i < 3; i++) await (await fetch(base, { method: 'POST', body: 'x' })).text();
  log('posts', connections <= 5);
  const before = connections;
  await (await fetch(`${base}/close`)).text();
  await (await fetch(`${base}/close`)).text();
  log('closed ones', connections - before <= 2);
  const unread = await fetch(base);
  await new Promise((resolve) => setTimeout(resolve, 30));
  await fetch(base);
  log('nobody reads', unread.status);
  // The process ends although connections are kept and the server is only unreferenced.
  server.unref();
}
server.listen(0, '127.0.0.1', () => main().then(() => log('done')));
