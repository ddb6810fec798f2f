'use strict';

// Streams by the core API: fields, bodies, trailers, promises, ends.

const http2 = require('http2');
const { attempts, inTurn, journal } = require('../tls/common');

const log = journal();
const attempt = attempts(log, 'misuse');

// 'finish' of a stream that is never written to comes or does not.
function watch(name, stream, finishes = true) {
  if (finishes) stream.on('finish', () => log(name, 'finish'));
  for (const event of ['ready', 'end', 'close', 'aborted', 'wantTrailers', 'continue']) {
    stream.on(event, () => log(name, event));
  }
  stream.on('error', (error) => log(name, 'error', error.code, error.message));
  stream.on('headers', (headers, flags) => log(name, 'headers', headers[':status'], flags));
  stream.on('response', (headers, flags) => log(name, 'response', headers[':status'], headers['x-y'], flags));
  stream.on('trailers', (headers, flags) => log(name, 'trailers', JSON.stringify(headers), flags));
  stream.on('push', (headers, flags) => log(name, 'push', headers[':status'], flags));
  return stream;
}

// serve(onStream, onClient) ends when the client's connection has.
function serve(title, onStream, onClient, options) {
  return (next) => {
    const server = http2.createServer(options);
    server.on('stream', (stream, headers, flags, raw) => onStream(watch('server', stream, headers[':method'] !== 'HEAD'), headers, flags, raw));
    server.listen(0, () => {
      const client = http2.connect(`http://localhost:${server.address().port}`);
      client.on('error', (error) => log('client session', error.code, error.message));
      onClient(client);
      client.on('close', () => server.close(() => {
        log.print(title);
        next();
      }));
    });
  };
}

const collect = (stream, name) => {
  let body = '';
  stream.setEncoding('utf8').on('data', (text) => { body += text; }).on('end', () => log(name, 'body', body));
};

inTurn([
  serve('an answer', (stream, headers, flags, raw) => {
    log('server', Object.keys(headers).join(), flags, raw.length, stream.id, stream.pending, stream.headersSent,
        stream.endAfterHeaders, stream.pushAllowed);
    stream.additionalHeaders({ ':status': 102, 'x-y': 'early' });
    attempt('additionalHeaders 101', () => stream.additionalHeaders({ ':status': 101 }));
    attempt('additionalHeaders 200', () => stream.additionalHeaders({ ':status': 200 }));
    attempt('respond 99', () => stream.respond({ ':status': 99 }));
    attempt('respond 1', () => stream.respond(1));
    attempt('respond pseudo', () => stream.respond({ ':path': '/' }));
    attempt('sendTrailers', () => stream.sendTrailers({}));
    attempt('priority', () => stream.priority({ weight: 'x' }));
    stream.respond({ 'x-y': ['a', 'b'], 'date': 'now' }, { waitForTrailers: true });
    attempt('respond again', () => stream.respond());
    attempt('additionalHeaders', () => stream.additionalHeaders({}));
    log('server', JSON.stringify(stream.sentHeaders), JSON.stringify(stream.sentInfoHeaders), stream.headersSent);
    stream.on('wantTrailers', () => {
      attempt('trailers pseudo', () => stream.sendTrailers({ ':status': 200 }));
      stream.sendTrailers({ last: 'words' });
      attempt('trailers again', () => stream.sendTrailers({}));
    });
    stream.resume();
    stream.write('hello ');
    stream.write(Buffer.from('world'));
    stream.end('.');
  }, (client) => {
    const req = watch('client', client.request({ 'x': 'y' }));
    log('client', req.pending, req.id, req.closed, req.destroyed, req.bufferSize, JSON.stringify(req.state));
    collect(req, 'client');
    req.on('close', () => {
      log('client', req.rstCode, req.closed, req.destroyed, req.session, JSON.stringify(req.state), req.aborted);
      attempt('closed', () => req.close());
      attempt('trailers of a closed stream', () => req.sendTrailers({}));
      attempt('priority of a closed stream', () => req.priority({}));
      client.close();
    });
  }),
  serve('a body and trailers of a request', (stream) => {
    collect(stream, 'server');
    stream.on('end', () => {
      stream.respond({ ':status': 204 });
      log('server', stream.writableEnded);
    });
  }, (client) => {
    const req = watch('client', client.request({ ':method': 'PUT' }, { waitForTrailers: true }));
    req.on('wantTrailers', () => req.sendTrailers({ sum: '42' }));
    req.resume();
    req.write('one ');
    req.end('two');
    req.on('close', () => client.close());
  }),
  serve('HEAD', (stream) => {
    log('server', stream.headRequest, stream.writableEnded);
    stream.respond({ 'content-length': '5' });
  }, (client) => {
    const req = watch('client', client.request({ ':method': 'HEAD' }));
    collect(req, 'client');
    req.on('close', () => client.close());
  }),
  serve('a promise', (stream) => {
    attempt('pushStream', () => stream.pushStream({}));
    attempt('pushStream', () => stream.pushStream(1, () => {}));
    stream.pushStream({ ':path': '/extra' }, (error, push, headers) => {
      log('server', error, push.id, headers[':path'], push.sentHeaders[':method'], push.headersSent);
      attempt('nested', () => push.pushStream({}, () => {}));
      watch('server push', push).respond({ 'x-y': 'pushed' });
      push.end('pushed body');
    });
    stream.respond();
    stream.end('body');
  }, (client) => {
    let open = 2;
    const closed = () => { if (--open === 0) client.close(); };
    client.on('stream', (push, headers, flags) => {
      log('client push', headers[':path'], flags, push.id);
      collect(watch('client push', push, false), 'client push');
      push.on('close', closed);
    });
    const req = watch('client', client.request());
    collect(req, 'client');
    req.on('close', closed);
  }),
  serve('no promises', (stream) => {
    attempt('pushStream', () => stream.pushStream({}, () => {}));
    stream.respond({}, { endStream: true });
  }, (client) => {
    client.settings({ enablePush: false }, () => {
      const req = watch('client', client.request());
      req.resume();
      req.on('close', () => client.close());
    });
  }),
  serve('reset by the server', (stream) => {
    stream.respond();
    stream.close(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
    log('server', stream.rstCode, stream.closed);
  }, (client) => {
    const req = client.request({ ':method': 'POST' });
    req.resume();
    req.on('error', (error) => log('client', error.code, error.message));
    req.on('aborted', () => log('client', 'aborted'));
    req.on('close', () => {
      log('client', req.rstCode);
      client.close();
    });
  }),
  serve('cancelled by the client', (stream) => {
    stream.respond();
    stream.write('part');
    stream.resume();
    stream.on('close', () => log('server', stream.rstCode, stream.aborted));
  }, (client) => {
    const req = watch('client', client.request());
    req.once('data', () => req.close(http2.constants.NGHTTP2_CANCEL, () => {
      log('client', 'closed', req.rstCode);
      client.close();
    }));
  }),
  serve('aborted by a signal', (stream) => {
    stream.resume();
    stream.on('close', () => log('server', stream.rstCode));
  }, (client) => {
    const controller = new AbortController();
    const req = client.request({ ':method': 'POST' }, { signal: controller.signal });
    req.on('error', (error) => log('client', error.name, error.code, error.cause.name));
    req.on('close', () => client.close());
    req.on('ready', () => setImmediate(() => controller.abort()));
    const late = client.request({}, { signal: AbortSignal.abort('why') });
    late.on('error', (error) => log('client, late', error.name, error.cause));
  }),
  serve('destroyed with an error', (stream) => {
    stream.resume();
    stream.destroy(new Error('kaboom'));
  }, (client) => {
    const req = watch('client', client.request());
    req.resume();
    req.on('close', () => client.close());
  }),
  serve('CONNECT', (stream, headers) => {
    log('server', headers[':method'], headers[':authority'], headers[':path']);
    stream.respond();
    stream.pipe(stream);
  }, (client) => {
    const req = watch('client', client.request({ ':method': 'CONNECT', ':authority': 'there:80' }));
    collect(req, 'client');
    req.end('through');
    req.on('close', () => client.close());
  }),
  serve('fields that are kept from tables', (stream, headers) => {
    log('server', headers.secret, JSON.stringify(headers[http2.sensitiveHeaders]));
    stream.respond({ 'other': 'x', [http2.sensitiveHeaders]: ['Other'] });
    stream.end();
  }, (client) => {
    const req = client.request({ secret: 'y', [http2.sensitiveHeaders]: ['secret'] });
    req.on('response', (headers) => log('client', JSON.stringify(headers[http2.sensitiveHeaders])));
    req.resume();
    req.on('close', () => client.close());
  }),
]);
