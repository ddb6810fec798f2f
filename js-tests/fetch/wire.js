'use strict';
// What goes over the wire: fields, their order, and bodies of all kinds.
const net = require('net');
const log = console.log;

// A server that prints what it gets, and answers when that is complete.
const server = net.createServer((socket) => {
  let text = '';
  let timer;
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    clearTimeout(timer);
    timer = setTimeout(() => {
      log(JSON.stringify(text.replace(/127.0.0.1:\d+/g, 'HOST').replace(/undici-\d+/g, 'undici-N')));
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\nX-Y: 1\r\nx-y: 2\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\nhi');
    }, 50);
  });
});

async function ask(path, init) {
  try {
    const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`, init);
    log(response.status, response.headers, [...response.headers], response.headers.getSetCookie(), await response.text());
  } catch (error) {
    log(error.message, error.cause && [error.cause.name, error.cause.code, error.cause.message]);
  }
}

async function main() {
  await ask('/a?b=1#c');
  await ask('', { headers: { 'User-Agent': 'me', 'X-Foo': 'bar', 'accept': 'a/b', 'accept-language': 'de', 'accept-encoding': 'br', 'cookie': 'a',
                             'host': 'evil', 'te': 'x', 'Set-Cookie': 'q', 'cache-control': 'x', 'content-length': '5' } });
  await ask('/', { headers: { 'connection': 'close', 'Sec-Fetch-Mode': 'x', 'dnt': '1', 'referer': 'r', 'origin': 'o' } });
  for (const headers of [{ 'transfer-encoding': 'chunked' }, { 'keep-alive': '1' }, { upgrade: 'x' }, { expect: '100-continue' },
                         { connection: 'x' }, { a: '\u007f' }, { 'content-length': 'x' }]) await ask('/', { headers });
  const form = new FormData();
  form.append('a"\n', 'b\nc');
  form.append('f', new File(['x'], 'n".txt', { type: 't/x' }));
  for (const body of ['hällo', '', new Uint8Array([65, 66]), new URLSearchParams({ a: 'b c' }), new Blob(['blob'], { type: 'x/y' }), form,
                      new DataView(new ArrayBuffer(2)), null]) await ask('/', { method: 'post', body });
  for (const body of [[new Uint8Array([65]), new Uint8Array([66, 67])], ['text'], [new Uint8Array(0), 'x'], []]) {
    await ask('/', { method: 'POST', duplex: 'half', body: ReadableStream.from(body) });
  }
  await ask('/', { method: 'POST', duplex: 'half', body: (async function* () { yield 'gen'; })() });
  await ask('/', { method: 'POST', duplex: 'half', headers: { 'content-length': '3' }, body: ReadableStream.from(['abc']) });
  for (const method of ['DELETE', 'HEAD', 'OPTIONS', 'FOO', 'PUT', 'PATCH']) await ask('/', { method });
  await ask('/', { method: 'DELETE', body: 'x' });
  for (const cache of ['no-store', 'reload', 'no-cache', 'force-cache']) await ask('/', { cache });
  await ask('/', { headers: { range: 'bytes=0-1' } });
  await ask('/', { headers: { 'if-none-match': 'x' } });
  for (const referrerPolicy of ['', 'origin', 'unsafe-url', 'strict-origin']) {
    await ask('/', { referrer: 'https://other.test/path#hash', referrerPolicy });
    await ask('/', { referrer: `http://127.0.0.1:${server.address().port}/path?q#hash`, referrerPolicy });
  }
  server.close();
}
server.listen(0, '127.0.0.1', () => main().then(() => log('done')));
