'use strict';
// data: and blob: URLs, integrity, and modes.
const http = require('http');
const { createHash } = require('crypto');
const log = console.log;

async function ask(url, init) {
  try {
    const response = await fetch(url, init);
    log(response.status, response.statusText, response.headers, response.type, await response.text());
  } catch (error) {
    log(String(url).slice(0, 14), error.name, error.message, error.cause && error.cause.message);
  }
}

async function main() {
  for (const url of ['data:,x', 'data:text/plain,a%20b%zz%4', 'data:;charset=utf-8,%C3%A9', 'data:text/html;charset="a b",<p>', 'data:text/plain;base64,aGk=',
                     'data:text/plain;base64,aGk', 'data:;base64, a G k =', 'data:;base64,%61Gk=', 'data:;base64,a', 'data:;base64,@', 'data:x/y;BASE64,aGk=',
                     'data:x/y ; base64,aGk=', 'data:nonsense,x', 'data:,x#hash', 'data:', 'data:nocomma', 'data:a/b;x=y;base64,', 'data:,é']) await ask(url);
  await ask('data:,x', { method: 'POST', body: 'y' });
  await ask('data:,x', { redirect: 'error', mode: 'no-cors' });
  const url = URL.createObjectURL(new Blob(['0123456789'], { type: 'a/b' }));
  await ask(url);
  await ask(url, { method: 'POST' });
  await ask(`${url}?q`);
  for (const range of ['nonsense', 'bytes=-']) await ask(url, { headers: { range } });
  URL.revokeObjectURL(url);
  await ask(url);

  const server = http.createServer((req, res) => { res.end('whole'); });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${server.address().port}/`;
  const digest = (name) => `${name}-${createHash(name).update('whole').digest('base64')}`;
  const plain = async (integrity) => {
    const response = await fetch(base, { integrity }).catch((error) => log(error.message, error.cause && error.cause.message));
    if (response) log(integrity.slice(0, 12), await response.text());
  };
  for (const integrity of [digest('sha256'), digest('sha384'), digest('sha512'), `${digest('sha256')} sha256-bad=`, 'sha256-AAAA', 'nonsense',
                           `${digest('sha256')} sha512-AAAA`]) await plain(integrity);
  for (const mode of ['same-origin', 'no-cors', 'cors']) {
    const response = await fetch(base, { mode, credentials: 'include' });
    log(response.type, await response.text());
  }
  server.close();
  server.closeAllConnections();
}
main().then(() => log('done'));
