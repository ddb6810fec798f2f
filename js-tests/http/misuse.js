'use strict';

// What throws, with which code and words.

const http = require('http');

function attempt(label, fn) {
  try {
    const value = fn();
    console.log(label, 'gives', typeof value);
    if (value instanceof http.ClientRequest) value.on('error', () => {}).destroy();
  } catch (err) {
    console.log(label, err.name, err.code, err.message);
  }
}

attempt('name', () => http.validateHeaderName('a b'));
attempt('name empty', () => http.validateHeaderName(''));
attempt('name label', () => http.validateHeaderName('\u00e9', 'Label'));
attempt('value', () => http.validateHeaderValue('x', 'a\nb'));
attempt('value undefined', () => http.validateHeaderValue('x', undefined));
attempt('value wide', () => http.validateHeaderValue('x', '\u0100'));
attempt('value symbol', () => http.validateHeaderValue('x', Symbol('s')));
attempt('path', () => http.request({ path: '/a b' }));
attempt('path crlf', () => http.request({ path: '/a\r\nX: y' }));
attempt('protocol', () => http.request({ protocol: 'https:' }));
attempt('method', () => http.request({ method: 'A B' }));
attempt('method type', () => http.request({ method: 3 }));
attempt('host type', () => http.request({ host: 3 }));
attempt('hostname type', () => http.request({ hostname: {} }));
attempt('agent', () => http.request({ agent: {} }));
attempt('header', () => http.request({ headers: { 'a b': 1 } }));
attempt('header value', () => http.request({ headers: { a: 'x\u0000' } }));
attempt('odd list', () => http.request({ headers: ['a'] }));
attempt('timeout', () => http.request({ timeout: 'x' }));
attempt('maxHeaderSize', () => http.request({ maxHeaderSize: -1 }));
attempt('insecure', () => http.request({ insecureHTTPParser: 1 }));
attempt('url', () => http.request('nonsense'));
attempt('signal', () => http.request({ signal: 1 }));
attempt('server options', () => http.createServer(3));
attempt('server timeout', () => http.createServer({ requestTimeout: -1 }));
attempt('server headersTimeout', () => http.createServer({ requestTimeout: 10, headersTimeout: 20 }));
attempt('server interval', () => http.createServer({ connectionsCheckingInterval: 'x' }));
attempt('scheduling', () => new http.Agent({ scheduling: 'x' }));
attempt('maxTotalSockets', () => new http.Agent({ maxTotalSockets: 'x' }));
attempt('idle parsers', () => http.setMaxIdleHTTPParsers(0));

const out = new http.OutgoingMessage();
attempt('implicit', () => out._implicitHeader());
attempt('write', () => out.write('x'));
attempt('getHeader', () => out.getHeader());
attempt('setHeaders', () => out.setHeaders({}));
attempt('addTrailers', () => out.addTrailers({ 'a b': 1 }));
attempt('trailer value', () => out.addTrailers({ a: '\n' }));

const res = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
attempt('status', () => res.writeHead(99));
attempt('status text', () => res.writeHead('x'));
attempt('reason', () => res.writeHead(200, 'a\nb'));
attempt('null chunk', () => res.write(null));
attempt('number chunk', () => res.write(3));
attempt('hints', () => res.writeEarlyHints({ link: 'bad' }));
attempt('hints type', () => res.writeEarlyHints('x'));
res.writeHead(200, 'fine', { Trailer: 'x', 'Transfer-Encoding': 'chunked' });
attempt('again', () => res.writeHead(200));
attempt('set late', () => res.setHeader('a', 'b'));
attempt('append late', () => res.appendHeader('a', 'b'));
attempt('remove late', () => res.removeHeader('a'));
attempt('render late', () => res._renderHeaders());

const plain = new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });
attempt('trailer without chunks', () => plain.writeHead(200, { Trailer: 'x', 'Content-Length': 1 }));
