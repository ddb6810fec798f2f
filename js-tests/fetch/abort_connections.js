'use strict';
// tlsjs only: Node 20 leaves some of these connections open for a while
// What is aborted or canceled closes its connection.
const assert = require('assert');
const http = require('http');
const later = () => new Promise((resolve) => setTimeout(resolve, 10));

let gone = 0;
const server = http.createServer((req, res) => {
  res.on('close', () => { gone++; });
  if (req.url === '/half') res.write('half');
});

server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  for (const use of [(response, ac) => ac.abort(), (response) => response.body.cancel(), async (response) => {
    for await (const chunk of response.body) {
      assert.strictEqual(chunk.length, 4);
      break;
    }
  }, (response, ac) => {
    const text = response.text();
    ac.abort();
    return text.catch(() => {});
  }]) {
    const ac = new AbortController();
    const before = gone;
    await use(await fetch(`${base}/half`, { signal: ac.signal }), ac);
    for (let i = 0; i < 200 && gone === before; i++) await later();
    assert.strictEqual(gone, before + 1);
  }
  const ac = new AbortController();
  const waiting = fetch(`${base}/never`, { signal: ac.signal });
  await later();
  ac.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
  for (let i = 0; i < 200 && gone < 5; i++) await later();
  assert.strictEqual(gone, 5);
  server.close();
});
