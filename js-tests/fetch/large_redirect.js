'use strict';
// tlsjs only: Node 20 keeps the connection of a redirect with a long body
// The body of a redirect is not waited for, however long it is, and holds nothing
// up.
const http = require('http');
const assert = require('assert');

let ended = 0;
const server = http.createServer((req, res) => {
  res.on('close', () => { ended++; });
  if (req.url === '/end') {
    res.end('arrived');
    return;
  }
  res.writeHead(302, { location: '/end' });
  if (req.url === '/long') res.end(Buffer.alloc(5000000));
  else if (req.url === '/short') res.end('short');
  else res.write('endless');
});

server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  for (const path of ['/long', '/short', '/long', '/endless']) assert.strictEqual(await (await fetch(base + path)).text(), 'arrived');
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.strictEqual(ended, 7);
  server.close();
  server.closeAllConnections();
});
