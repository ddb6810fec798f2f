'use strict';
// Bodies in flight: streamed replies, uploads, clones, forms, echoes of all kinds.
const http = require('http');
const log = console.log;
const later = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

const server = http.createServer((req, res) => {
  if (req.url === '/slow') {
    let n = 0;
    const timer = setInterval(() => {
      if (n === 3) {
        clearInterval(timer);
        res.end();
      } else {
        res.write(`chunk ${n++}`);
      }
    }, 10);
    return;
  }
  if (req.url === '/big') {
    res.end(Buffer.alloc(3000000, 'x'));
    return;
  }
  if (req.url === '/early') {
    res.end('before the upload is over');
    return;
  }
  res.writeHead(200, { 'content-type': req.headers['content-type'] || 'none', 'x-length': req.headers['content-length'] || 'none' });
  req.pipe(res);
});

async function main() {
  const base = `http://127.0.0.1:${server.address().port}`;
  const slow = await fetch(`${base}/slow`);
  const chunks = [];
  for await (const chunk of slow.body) {
    if (chunk.constructor !== Uint8Array) log('not a Uint8Array');
    chunks.push(String(Buffer.from(chunk)));
  }
  // How they are cut is a matter of time.
  log(chunks.join(''), slow.bodyUsed);
  const big = await fetch(`${base}/big`);
  let size = 0;
  for await (const chunk of big.body) size += chunk.length;
  log(size);
  log((await (await fetch(`${base}/big`)).arrayBuffer()).byteLength);
  const byob = (await fetch(`${base}/big`)).body.getReader({ mode: 'byob' });
  const { value } = await byob.read(new Uint8Array(10));
  log(value.length, value[0]);
  await byob.cancel();

  const post = async (body, more) => {
    const response = await fetch(base, { method: 'POST', body, ...more });
    log(response.headers.get('content-type').replace(/\d{11,}/, 'N'), response.headers.get('x-length'));
    return response;
  };
  log(await (await post('text')).text());
  log(await (await post('{"a":1}', { headers: { 'content-type': 'application/json' } })).json());
  log(await (await post(new URLSearchParams({ a: 'b' }))).formData());
  log(await (await post(Buffer.from([1, 2, 3]))).bytes());
  log(await (await post(new Blob(['blob'], { type: 'a/b' }))).blob());
  const form = new FormData();
  form.append('field', 'value');
  form.append('file', new File(['x'.repeat(100000)], 'big.txt', { type: 'text/plain' }));
  const echoed = await (await post(form)).formData();
  log(echoed.get('field'), echoed.get('file').name, echoed.get('file').size);
  log(await (await post(ReadableStream.from(['a', 'b', 'c']), { duplex: 'half' })).text());
  log((await (await post(new Uint8Array(1000000))).bytes()).length);
  const upper = ReadableStream.from(['shout']).pipeThrough(new TransformStream({ transform(c, k) { k.enqueue(c.toUpperCase()); } }));
  log(await (await post(upper.pipeThrough(new TextEncoderStream()), { duplex: 'half' })).text());
  const { Readable } = require('stream');
  log(await (await post(Readable.from(['from ', 'node']), { duplex: 'half' })).text());

  const response = await fetch(`${base}/slow`);
  const clone = response.clone();
  log(await Promise.all([response.text(), clone.text()]), response.url === clone.url);
  const request = new Request(base, { method: 'PUT', body: 'again' });
  const copy = request.clone();
  log(await (await fetch(request)).text(), request.bodyUsed, copy.bodyUsed);
  log(await (await fetch(copy)).text());
  await fetch(request).catch((error) => log(error.name, error.message));
  let go;
  let sent = 0;
  const upload = new ReadableStream({
    pull(c) {
      if (sent++ === 0) {
        c.enqueue('a first piece');
        return undefined;
      }
      return new Promise((resolve) => { go = () => { c.close(); resolve(); }; });
    },
  });
  const early = await fetch(`${base}/early`, { method: 'POST', body: upload, duplex: 'half' });
  log(await early.text());
  go();
  await later();
  const piped = [];
  await (await fetch(`${base}/slow`)).body.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write(text) { piped.push(text); } }));
  log(piped.join(''));
  const fromWeb = Readable.fromWeb((await fetch(`${base}/slow`)).body);
  log(String(Buffer.concat(await fromWeb.toArray())));
  for (const [length, body] of [['3', 'abcd'], ['5', 'abc']]) {
    await fetch(base, { method: 'POST', headers: { 'content-length': length }, body: ReadableStream.from([body]), duplex: 'half' })
      .catch((error) => log(error.message, error.cause.name, error.cause.code, error.cause.message));
  }
  server.close();
  server.closeAllConnections();
}
server.listen(0, '127.0.0.1', () => main().then(() => log('done')));
