'use strict';
// Classes and scripts that put their own in the place of parts of a message.
const http = require('http');
const util = require('util');

class Request extends http.IncomingMessage {
  extra = 'field';

  url = 'own';

  _addHeaderLine(field, value, dest) {
    super._addHeaderLine(field === 'Host' ? field : `X-${field}`, value.toUpperCase(), dest);
  }
}

class Response extends http.ServerResponse {
  constructor(...args) {
    super(...args);
    this.seen = [];
  }

  writeHead(...args) {
    this.seen.push('writeHead');
    return super.writeHead(...args);
  }

  assignSocket(socket) {
    this.assigned = true;
    super.assignSocket(socket);
  }

  detachSocket(socket) {
    console.log('detach', this.seen);
    super.detachSocket(socket);
  }

  _finish() {
    this.seen.push('_finish');
    super._finish();
  }
}

class Shadowed extends http.ServerResponse {
  sendDate = false;

  statusCode = 203;

  statusMessage = 'Shadow';
}

function serve(options, listener, ask) {
  return new Promise((resolve) => {
    const server = http.createServer(options, listener).listen(0, '127.0.0.1', () => {
      const headers = { A: '1', b: ['2', '3'], Cookie: 'x=y', Age: '5' };
      const req = http.request({ port: server.address().port, path: '/p?q', method: 'POST', headers, ...ask }, (res) => {
        let body = '';
        res.setEncoding('utf8');
        res.on('data', (data) => { body += data; });
        res.on('end', () => {
          console.log(res.statusCode, res.statusMessage, 'date' in res.headers, JSON.stringify(body));
          server.close(resolve);
        });
      });
      req.end('body');
    });
  });
}

function classes(req, res) {
  console.log(req.extra, req.url, req instanceof Request, req.headers['x-a'], req.headers['x-b'], req.headers.a);
  console.log(req.complete);
  req.resume().on('end', () => console.log('complete', req.complete));
  console.log(res.assigned, res instanceof Response);
  res.end('classes');
}

// What express does.
function prototypes(req, res) {
  const request = Object.create(http.IncomingMessage.prototype, { where: { value: 'request' } });
  const response = Object.create(http.ServerResponse.prototype, { where: { value: 'response' } });
  response.send = function(text) { return this.end(text); };
  Object.setPrototypeOf(req, request);
  Object.setPrototypeOf(res, response);
  console.log(req.where, res.where, req.method, req.httpVersion, req.headers.a);
  req.url = '/rewritten';
  req.originalUrl = '/p?q';
  res.locals = { __proto__: null };
  console.log(req.url, Object.hasOwn(req, 'originalUrl'), res.req === req);
  res.send('prototypes');
}

function fields(req, res) {
  req.rawHeaders.push('Late', 'yes');
  console.log(req.headers.late, req.headersDistinct.b, req.rawHeaders.length > 8);
  req.headers = { mine: 1 };
  console.log(req.headers, req.headersDistinct.a);
  req.rawHeaders = ['R', '1'];
  req.headersDistinct = { d: [1] };
  console.log(req.rawHeaders, req.headersDistinct, req.trailers, req.rawTrailers);
  for (const name of ['method', 'httpVersion', 'statusCode', 'complete', 'aborted', 'upgrade', 'joinDuplicateHeaders', 'client']) {
    req[name] = `${name}!`;
    console.log(req[name]);
  }
  res.finished = 0;
  res._keepAliveTimeout = 7000;
  res.statusCode = '201';
  console.log(res.statusMessage, res._maxRequestsPerSocket);
  console.log(res.statusCode, res.finished, res.outputData, res.outputSize, delete res.statusCode);
  res.end('fields');
}

function inspected(req, res) {
  const shown = util.inspect(req);
  console.log(/IncomingMessage \{/.test(shown), /url: '\/p\?q'/.test(shown), /method: 'POST'/.test(shown), /httpVersion: '1.1'/.test(shown));
  res.statusCode = 202;
  const other = util.inspect(res);
  console.log(/ServerResponse \{/.test(other), /statusCode: 202/.test(other), /finished: false/.test(other), /chunkedEncoding: false/.test(other));
  console.log(/IncomingMessage \{/.test(util.inspect(res, { depth: 1 })), util.inspect([res], { depth: 0 }));
  res.end('inspected');
}

// Without a constructor of ours there is nothing but what was put there.
function bare() {
  const req = Object.create(http.IncomingMessage.prototype);
  const res = Object.create(http.ServerResponse.prototype);
  req.url = '/bare';
  res.finished = 'mine';
  console.log(req.url, req.method, Object.keys(req), res.finished, Object.keys(res), res.statusCode);
}

(async () => {
  await serve({ IncomingMessage: Request, ServerResponse: Response }, classes);
  await serve({ ServerResponse: Shadowed }, (req, res) => res.end('shadowed'));
  await serve({}, prototypes);
  await serve({}, fields);
  await serve({ joinDuplicateHeaders: true }, (req, res) => res.end(String(req.headers.b)));
  await serve({ requireHostHeader: false }, (req, res) => res.end(String(req.headers.host)), { setHost: false });
  await serve({}, inspected);
  bare();
})();
