'use strict';
// Request: defaults, what it takes over from another, what it refuses, clones.
const log = console.log;
const url = 'http://example.test/path?q#hash';

function attempt(fn) {
  try {
    log(fn());
  } catch (error) {
    log(error.name, error.code, error.message, error.cause && error.cause.code);
  }
}

log(new Request(url), new Request(new URL(url)).url, new Request({ toString: () => 'http://a' }).url);
log(new Request(url, { method: 'post', headers: { A: 'b' }, body: 'x', redirect: 'error', referrer: 'http://r/', integrity: 'sha256-x',
                       keepalive: 1, credentials: 'omit', cache: 'no-store', mode: 'same-origin', referrerPolicy: 'origin' }));
for (const method of ['get', 'Head', 'put', 'delete', 'options', 'Patch', 'FOO', 'foo']) log(new Request(url, { method }).method);
for (const [input, init] of [
  [], ['x'], [null], ['http://u:p@a/'], ['http://a:99999'], [url, 1], [url, 'x'], [url, { method: 'TRACE' }], [url, { method: 'connect' }],
  [url, { method: 'a b' }], [url, { method: '' }], [url, { body: 'x' }], [url, { method: 'HEAD', body: '' }], [url, { mode: 'navigate' }],
  [url, { mode: 'x' }], [url, { redirect: 'x' }], [url, { credentials: 'x' }], [url, { cache: 'x' }], [url, { referrerPolicy: 'x' }],
  [url, { method: 'POST', body: new ReadableStream() }], [url, { method: 'POST', body: new ReadableStream(), duplex: 'full' }],
  [url, { signal: 1 }], [url, { signal: {} }], [url, { window: 1 }], [url, { window: null }], [url, { cache: 'only-if-cached' }],
  [url, { cache: 'only-if-cached', mode: 'same-origin' }], [url, { referrer: 'x y' }], [url, { referrer: '' }], [url, { headers: 1 }],
  [url, { referrer: 'about:client' }], [url, { method: 'PUT', mode: 'no-cors' }], [url, { body: null, signal: null, headers: [] }],
]) attempt(() => (input === undefined ? new Request() : new Request(input, init)));

async function main() {
  const first = new Request(url, { method: 'POST', body: 'text', headers: { x: '1' } });
  const second = new Request(first, { headers: { y: '2' } });
  log(first.bodyUsed, second.headers, await second.text(), first.bodyUsed, second.bodyUsed);
  attempt(() => new Request(first));
  attempt(() => first.clone());
  await first.text().catch((error) => log(error.name, error.message));
  const third = new Request(url, { method: 'PUT', body: new URLSearchParams({ a: 'b c' }) });
  const fourth = third.clone();
  log(await third.text(), await fourth.formData(), third.headers.get('content-type'), fourth.method);
  const ac = new AbortController();
  const followed = new Request(url, { signal: ac.signal });
  const clone = followed.clone();
  const derived = new Request(followed);
  log(followed.signal === ac.signal, followed.signal.aborted);
  ac.abort('reason');
  for (const each of [followed, clone, derived]) log(each.signal.aborted, each.signal.reason);
  log(new Request(url, { signal: ac.signal }).signal.aborted);
  log(new Request(url, { method: 'POST', body: ReadableStream.from([]), duplex: 'half' }).duplex);
  for (const name of ['method', 'url', 'headers', 'body', 'bodyUsed', 'signal', 'clone']) {
    attempt(() => {
      const { get, value } = Object.getOwnPropertyDescriptor(Request.prototype, name);
      return (get || value).call({});
    });
  }
  await Request.prototype.text.call({}).catch((error) => log(error.code, error.message));
}
main().then(() => log('done'));
