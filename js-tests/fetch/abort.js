'use strict';
// Signals: before, during the wait for a reply, during the body, during an upload,
// and after all is over.
const http = require('http');
const log = console.log;
const later = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

const server = http.createServer((req, res) => {
  req.on('error', () => {});
  if (req.url === '/never') return;
  if (req.url === '/half') {
    res.write('half');
    return;
  }
  req.resume();
  res.end('whole');
});

function tell(name) {
  return (error) => log(name, error.constructor.name, error.name, error.message, error.code, error.cause);
}

async function main() {
  const base = `http://127.0.0.1:${server.address().port}`;
  await fetch(`${base}/`, { signal: AbortSignal.abort() }).catch(tell('before'));
  await fetch(`${base}/`, { signal: AbortSignal.abort('own reason') }).catch((reason) => log('before', reason));
  await fetch('not a url', { signal: AbortSignal.abort() }).catch((error) => log(error.message));
  const ac = new AbortController();
  const waiting = fetch(`${base}/never`, { signal: ac.signal });
  await later();
  ac.abort();
  await waiting.catch(tell('waiting'));
  await fetch(`${base}/never`, { signal: AbortSignal.timeout(30) }).catch(tell('timeout'));
  const second = new AbortController();
  const response = await fetch(`${base}/half`, { signal: second.signal });
  const reader = response.body.getReader();
  log(String(Buffer.from((await reader.read()).value)));
  const next = reader.read();
  second.abort(new Error('enough'));
  await next.catch(tell('reading'));
  const third = new AbortController();
  const half = await fetch(`${base}/half`, { signal: third.signal });
  const text = half.text();
  third.abort();
  await text.catch(tell('text'));
  const fourth = new AbortController();
  const unread = await fetch(`${base}/half`, { signal: fourth.signal });
  fourth.abort();
  await unread.text().catch(tell('unread'));
  const cancelled = await fetch(`${base}/half`);
  await cancelled.body.cancel('not wanted');

  const fifth = new AbortController();
  const body = new ReadableStream({ pull() { return later(5); }, cancel(reason) { log('upload canceled', reason.name); } });
  const upload = fetch(`${base}/never`, { method: 'POST', body, duplex: 'half', signal: fifth.signal });
  await later();
  fifth.abort();
  await upload.catch(tell('upload'));
  const broken = new ReadableStream({ pull() { throw new Error('no more to send'); } });
  await fetch(`${base}/`, { method: 'POST', body: broken, duplex: 'half' }).catch((error) => log(error.message, error.cause && error.cause.message));

  const request = new Request(`${base}/never`, { signal: AbortSignal.timeout(30) });
  await fetch(request).catch(tell('request'));
  const sixth = new AbortController();
  const done = await fetch(`${base}/`, { signal: sixth.signal });
  log(await done.text());
  sixth.abort();
  await later();
  log('nothing happens after the end');
  server.close();
  server.closeAllConnections();
}
server.listen(0, '127.0.0.1', () => main().then(() => log('done')));
