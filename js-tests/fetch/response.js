'use strict';
// Response: constructors, statics, bodies of all kinds and how they are read.
const log = console.log;

function attempt(fn) {
  try {
    log(fn());
  } catch (error) {
    log(error.name, error.code, error.message, error.cause && error.cause.code);
  }
}

const form = new FormData();
form.append('a', 'b');
for (const body of ['text', '', new URLSearchParams('a=b'), new Blob(['x'], { type: 'q/r' }), new Blob(['x']), new Uint8Array(1),
                    new ArrayBuffer(2), Buffer.from('x'), new DataView(new ArrayBuffer(1)), new ReadableStream(), {}, 1, [1, 2], true, null,
                    undefined, form]) {
  attempt(() => {
    const response = new Response(body);
    return [String(response.headers.get('content-type')).replace(/\d{5,}/, 'N'), response.body];
  });
}
attempt(() => new Response('x', { status: 201, statusText: 'Made', headers: { A: 'b', 'Content-Type': 'c/d' } }));
for (const init of [{ status: 199 }, { status: 600 }, { status: 'x' }, { status: 204 }, { status: '404' }, { status: 65736 }, { statusText: '\u0100' },
                    { statusText: '\n' }, 1, { headers: 1 }, null]) attempt(() => new Response('x', init).status);
attempt(() => new Response(null, { status: 304 }));
for (const args of [['http://a'], ['http://a', 307], ['x'], ['http://a', 200], []]) attempt(() => Response.redirect(...args).headers);
for (const args of [[{ a: 1 }], [null, { status: 404, headers: { 'content-type': 'x/y' } }], [], [undefined], [Symbol('s')], [1n]]) {
  attempt(() => { const r = Response.json(...args); return [r.status, r.headers]; });
}
attempt(() => Response.error());
attempt(() => Response.error().headers.append('a', 'b'));
attempt(() => Response.redirect('http://a').headers.set('a', 'b'));
attempt(() => { const s = new ReadableStream(); s.getReader(); return new Response(s); });

async function main() {
  const read = async (name, body, init) => {
    const response = new Response(body, init);
    try {
      log(name, await response[name](), response.bodyUsed);
    } catch (error) {
      log(name, error.name, error instanceof SyntaxError || error.message);
    }
  };
  for (const name of ['text', 'arrayBuffer', 'bytes', 'blob']) await read(name, 'héllo', { headers: { 'content-type': 'Text/Plain; Charset="x y"' } });
  for (const name of ['text', 'arrayBuffer', 'bytes', 'blob', 'json', 'formData']) await read(name, null);
  await read('json', '{"a":[1]}');
  await read('json', '\ufeff{}');
  await new Response('{').json().catch((error) => log(error.name));
  await read('text', new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff]));
  await read('formData', 'a=b&a=c%20d', { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  await read('formData', 'a=b');
  await read('text', ReadableStream.from([new Uint8Array([65]), new Uint8Array([66])]));
  await read('text', ReadableStream.from(['text']));
  await read('text', (async function* () { yield 'gen'; yield Buffer.from('erated'); })());
  await read('text', new ReadableStream({ start(c) { c.error(new Error('broken')); } }));
  await read('blob', 'x', { headers: [['content-type', 'a/b'], ['content-type', 'c/d;charset=utf-8']] });
  const twice = new Response('once');
  log(await twice.text(), twice.bodyUsed, twice.body);
  await twice.text().catch((error) => log(error.name, error.message));
  attempt(() => twice.clone());
  const original = new Response('copied', { status: 202, headers: { a: 'b' } });
  const clone = original.clone();
  log(await original.text(), await clone.text(), clone.status, clone.headers);
  const chunks = [];
  for await (const chunk of new Response('streamed').body) chunks.push(chunk);
  log(chunks);
  const locked = new Response('locked');
  const reader = locked.body.getReader();
  log(locked.bodyUsed);
  await locked.text().catch((error) => log(error.name, error.message));
  await reader.read();
  log(locked.bodyUsed);
  const given = new Uint8Array([1, 2]);
  const copied = new Response(given);
  given[0] = 9;
  log(await copied.bytes());
  log({ response: new Response('x') });
}
main().then(() => log('done'));
