'use strict';

// The compatibility API: a program written for http.

const http2 = require('http2');
const { formatWithOptions } = require('util');
const { attempts, journal } = require('../tls/common');

const log = journal();
const say = (side, ...what) => log(side, formatWithOptions({ breakLength: Infinity, compact: true }, ...what));
const attempt = attempts(say, 'server');

const server = http2.createServer((req, res) => {
  if (req.url === '/pushed') return;
  say('server', req.method, req.url, req.scheme, req.httpVersion, req.httpVersionMajor, req.httpVersionMinor,
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
  say('server', res.getHeaders(), res.getHeaderNames(), res.hasHeader('X'), res.getHeader('x'));
  attempt('setTrailer(name)', () => res.setTrailer('x'));
  attempt('addTrailers', () => res.addTrailers({ 'X': 1 }));
  for (const code of [99, 101, 600]) attempt(`statusCode = ${code}`, () => { res.statusCode = code; });
  res.statusCode = 201;
  say('server', res._header, res.writableEnded, res.finished, res.headersSent, res.sendDate, res.writableCorked,
      res.writableHighWaterMark, res.writableFinished, res.writableLength, res.statusCode);
  attempt('early hints', () => res.writeEarlyHints({ link: 'a' }));
  attempt('early hints', () => res.writeEarlyHints(1));
  attempt('early hints', () => res.writeEarlyHints({ 'link': '</a>; rel=x', 'x-more': 'y' }));
  attempt('push', () => res.createPushResponse({ ':path': '/pushed' }));
  res.createPushResponse({ ':path': '/pushed' }, (error, push) => {
    say('server', 'pushed', error, push.constructor.name, push.stream.sentHeaders[':path']);
    push.end('p');
  });
  attempt('method', () => { req.method = 1; });
  attempt('method', () => { req.method = ' '; });
  attempt('url', () => { req.url = '/other'; return req.url; });
  for (const name of ['write', 'read', 'pause', 'resume']) attempt(`socket.${name}`, () => req.socket[name]);
  say('server', typeof req.socket.end, req.connection === req.socket, res.socket.remotePort > 0,
      res.socket.destroyed, res.socket.writable);
  const headers = { 'x-a': ['1', '2'], 'set-cookie': ['a', 'b'], 'cookie': ['a=1', 'b=2'] };
  say('server', res.writeHead(200, headers) === res);
  attempt('writeHead', () => res.writeHead(200));
  attempt('setHeader', () => res.setHeader('a', 'b'));
  attempt('removeHeader', () => res.removeHeader('a'));
  req.setEncoding('utf8');
  let body = '';
  req.on('data', (text) => { body += text; });
  req.on('end', () => {
    say('server', 'body', body, req.trailers, req.rawTrailers, req.complete);
    say('server', res.end('answer') === res, res.writableEnded);
    say('server', res.end('more', () => say('server', 'ended already')) === res);
  });
  res.on('finish', () => say('server', 'finish', res.writableFinished));
  res.on('close', () => {
    say('server', 'close', res.socket, req.complete, res.stream.destroyed, res.getHeader('x-a'));
    res.createPushResponse({}, (error) => say('server', error.code));
    say('server', res.flushHeaders(), res.writeHead(200) === res, res.write('x', (error) => say('server', error.code)));
  });
});

server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  client.on('stream', (stream, headers, flags, raw) => {
    say('client', 'client stream', headers[':path'], flags, raw.length);
    stream.on('push', (answer, more) => say('pushed', answer[':status'], more));
    stream.on('data', (data) => say('pushed', String(data)));
  });
  const req = client.request({ ':path': '/x', ':method': 'POST' }, { waitForTrailers: true });
  req.on('wantTrailers', () => req.sendTrailers({ 'trailing': 'one' }));
  req.on('headers', (headers) => say('client', 'headers', headers));
  req.on('response', (headers, flags, raw) => {
    delete headers.date;
    say('client', 'response', headers, flags, raw.length);
  });
  req.on('trailers', (headers) => say('client', 'trailers', headers));
  let body = '';
  req.on('data', (data) => { body += data; });
  req.on('end', () => say('client', 'end', body));
  req.on('close', () => {
    client.close();
    server.close(() => log.print());
  });
  req.write('some ');
  req.end('text');
});
