'use strict';

// The compatibility API: a program written for http.

const http2 = require('http2');

function attempt(name, fn) {
  try {
    console.log(name, '->', fn());
  } catch (error) {
    console.log(name, '!!', error.name, error.code, error.message);
  }
}

const server = http2.createServer((req, res) => {
  if (req.url === '/pushed') return;
  console.log(req.method, req.url, req.scheme, req.httpVersion, req.httpVersionMajor, req.httpVersionMinor,
              req.authority === req.headers[':authority'], req.rawHeaders.length, req.complete, req.aborted);
  attempt('setHeader()', () => res.setHeader());
  attempt('setHeader(name)', () => res.setHeader('a'));
  attempt('setHeader with a space', () => res.setHeader('a b', 'c'));
  attempt('setHeader of a pseudo header', () => res.setHeader(':status', 'c'));
  attempt('setHeader(null)', () => res.setHeader('a', null));
  attempt('getHeader(1)', () => res.getHeader(1));
  attempt('hasHeader(1)', () => res.hasHeader(1));
  attempt('removeHeader(1)', () => res.removeHeader(1));
  res.appendHeader('x', 1);
  res.appendHeader('x', [2, 3]);
  res.appendHeader('X ', '4');
  console.log(res.getHeaders(), res.getHeaderNames(), res.hasHeader('X'), res.getHeader('x'));
  attempt('setTrailer(name)', () => res.setTrailer('x'));
  attempt('addTrailers', () => res.addTrailers({ 'X': 1 }));
  for (const code of [99, 101, 600]) attempt(`statusCode = ${code}`, () => { res.statusCode = code; });
  res.statusCode = 201;
  console.log(res._header, res.writableEnded, res.finished, res.headersSent, res.sendDate, res.writableCorked,
              res.writableHighWaterMark, res.writableFinished, res.writableLength, res.statusCode);
  attempt('early hints', () => res.writeEarlyHints({ link: 'a' }));
  attempt('early hints', () => res.writeEarlyHints(1));
  attempt('early hints', () => res.writeEarlyHints({ 'link': '</a>; rel=x', 'x-more': 'y' }));
  attempt('push', () => res.createPushResponse({ ':path': '/pushed' }));
  res.createPushResponse({ ':path': '/pushed' }, (error, push) => {
    console.log('pushed', error, push.constructor.name, push.stream.sentHeaders[':path']);
    push.end('p');
  });
  attempt('method', () => { req.method = 1; });
  attempt('method', () => { req.method = ' '; });
  attempt('url', () => { req.url = '/other'; return req.url; });
  for (const name of ['write', 'read', 'pause', 'resume']) attempt(`socket.${name}`, () => req.socket[name]);
  console.log(typeof req.socket.end, req.connection === req.socket, res.socket.remotePort > 0,
              res.socket.destroyed, res.socket.writable);
  const headers = { 'x-a': ['1', '2'], 'set-cookie': ['a', 'b'], 'cookie': ['a=1', 'b=2'] };
  console.log(res.writeHead(200, headers) === res);
  attempt('writeHead', () => res.writeHead(200));
  attempt('setHeader', () => res.setHeader('a', 'b'));
  attempt('removeHeader', () => res.removeHeader('a'));
  req.setEncoding('utf8');
  let body = '';
  req.on('data', (text) => { body += text; });
  req.on('end', () => {
    console.log('body', body, req.trailers, req.rawTrailers, req.complete);
    console.log(res.end('answer') === res, res.writableEnded);
    console.log(res.end('more', () => console.log('ended already')) === res);
  });
  res.on('finish', () => console.log('finish', res.writableFinished));
  res.on('close', () => {
    console.log('close', res.socket, req.complete, res.stream.destroyed, res.getHeader('x-a'));
    res.createPushResponse({}, (error) => console.log(error.code));
    console.log(res.flushHeaders(), res.writeHead(200) === res, res.write('x', (error) => console.log(error.code)));
  });
});

server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  client.on('stream', (stream, headers, flags, raw) => {
    console.log('client stream', headers[':path'], flags, raw.length);
    stream.on('push', (answer, more) => console.log('push', answer[':status'], more));
    stream.on('data', (data) => console.log('push data', String(data)));
  });
  const req = client.request({ ':path': '/x', ':method': 'POST' }, { waitForTrailers: true });
  req.on('wantTrailers', () => req.sendTrailers({ 'trailing': 'one' }));
  req.on('headers', (headers) => console.log('headers', headers));
  req.on('response', (headers, flags, raw) => {
    delete headers.date;
    console.log('response', headers, flags, raw.length);
  });
  req.on('trailers', (headers) => console.log('trailers', headers));
  let body = '';
  req.on('data', (data) => { body += data; });
  req.on('end', () => console.log('end', body));
  req.on('close', () => {
    client.close();
    server.close();
  });
  req.write('some ');
  req.end('text');
});
