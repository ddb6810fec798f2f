'use strict';
// Redirects: methods, bodies, fields that do not go to strangers, limits.
const http = require('http');
const log = console.log;

const servers = [];
function serve(name) {
  return new Promise((resolve) => {
    const server = http.createServer((req, res) => {
      const body = [];
      req.on('data', (chunk) => body.push(chunk));
      req.on('end', () => {
        const kept = ['authorization', 'cookie', 'content-type', 'content-length', 'content-language', 'x-own', 'referer'];
        log(name, req.method, req.url, kept.filter((key) => req.headers[key] !== undefined), String(Buffer.concat(body)));
        const [, code, to] = /^\/(\d\d\d)\/(.*)$/.exec(req.url) || [];
        const head = code === undefined ? {} : { location: decodeURIComponent(to).replace('OTHER', `127.0.0.1:${servers[1].address().port}`) };
        if (to === 'none') delete head.location;
        if (req.url === '/loop') Object.assign(head, { location: '/loop' });
        if (req.url === '/latin') head.location = '/%C3%A9?\u00e9';
        res.writeHead(Object.keys(head).length || code ? Number(code || 302) : 200, head);
        res.end(`body of ${req.url}`);
      });
    });
    servers.push(server);
    server.listen(0, '127.0.0.1', resolve);
  });
}

async function ask(path, init) {
  const ports = servers.map((server) => server.address().port);
  const plain = (text) => text.replace(ports[0], 'FIRST').replace(ports[1], 'SECOND');
  try {
    const response = await fetch(`http://127.0.0.1:${ports[0]}${path}`, init);
    log(response.status, plain(response.url), response.redirected, response.type, response.headers.get('location'), await response.text());
  } catch (error) {
    log(error.name, error.message, error.cause && [error.cause.name, error.cause.message, error.cause.code]);
  }
}

async function main() {
  await serve('first');
  await serve('second');
  const headers = { 'authorization': 'a', 'cookie': 'c', 'x-own': 'o', 'content-language': 'de' };
  for (const code of [301, 302, 303, 307, 308]) {
    await ask(`/${code}/${encodeURIComponent('/end?q#h')}#own`, { headers });
    await ask(`/${code}/end`, { method: 'POST', body: 'posted', headers });
    await ask(`/${code}/end`, { method: 'PUT', body: 'put' });
    await ask(`/${code}/end`, { method: 'HEAD' });
    await ask(`/${code}/end`, { method: 'POST', body: ReadableStream.from(['streamed']), duplex: 'half' });
  }
  await ask(`/302/${encodeURIComponent('http://OTHER/over')}`, { headers, method: 'POST', body: new Blob(['b']) });
  await ask(`/307/${encodeURIComponent('http://OTHER/over')}`, { headers, method: 'POST', body: new Blob(['b'], { type: 'x/y' }) });
  await ask('/302/none');
  await ask('/300/end');
  await ask('/304/end');
  await ask('/302/end', { redirect: 'manual' });
  await ask('/302/end', { redirect: 'error' });
  await ask('/200/end', { redirect: 'error' });
  await ask(`/302/${encodeURIComponent('ftp://x/')}`);
  await ask(`/302/${encodeURIComponent('http://')}`);
  await ask(`/302/${encodeURIComponent('data:,x')}`);
  await ask(`/302/${encodeURIComponent('http://u:p@OTHER/')}`);
  await ask(`/302/${encodeURIComponent('http://OTHER/')}`, { mode: 'same-origin' });
  await ask('/302/', {});
  await ask('/latin');
  await ask('/loop');
  for (const server of servers) server.close();
}
main().then(() => log('done'));
