'use strict';
// tlsjs only: Node 20 does not send a request again
// A server that closes a connection when it is used again: what may be sent twice is
// sent on a new one.
const assert = require('assert');
const net = require('net');

let connections = 0;
const server = net.createServer((socket) => {
  connections++;
  socket.on('error', () => {});
  socket.once('data', (head) => {
    const body = String(head).startsWith('HEAD') ? '' : 'hi';
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n${body}`);
    // The rest of a body may come on its own.
    socket.on('data', (more) => { if (/HTTP/.test(more)) socket.destroy(); });
  });
});

server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  const requests = [{}, {}, { method: 'PUT', body: 'y' }, { method: 'DELETE' }, { method: 'HEAD' }, { method: 'PUT', body: new Blob(['z']) }];
  for (const init of requests) {
    const response = await fetch(url, init);
    assert.strictEqual(response.status, 200);
    assert.strictEqual(await response.text(), init.method === 'HEAD' ? '' : 'hi');
  }
  assert.strictEqual(connections, requests.length);
  const stream = { method: 'PUT', duplex: 'half', body: ReadableStream.from(['once']) };
  // What cannot be had again is not sent again.
  await (await fetch(url)).text();
  assert.strictEqual(connections, requests.length + 1);
  await assert.rejects(fetch(url, stream), { message: 'fetch failed' });
  assert.strictEqual(connections, requests.length + 1);
  server.close();
});
