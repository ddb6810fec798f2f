'use strict';

// Answers out of files.

const fs = require('fs');
const http2 = require('http2');
const os = require('os');
const path = require('path');
const { inTurn, journal } = require('../tls/common');

const log = journal();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'http2-files-'));
const file = path.join(folder, 'file');
const big = path.join(folder, 'big');
fs.writeFileSync(file, 'abcdefghij');
fs.writeFileSync(big, Buffer.alloc(300000, 'x'));

function serve(title, onStream, headers = {}) {
  return (next) => {
    const server = http2.createServer();
    server.on('stream', (stream) => {
      stream.on('error', (error) => log('server', error.code, error.message.replace(folder, '')));
      stream.on('close', () => log('server', 'close', stream.rstCode));
      try {
        onStream(stream);
      } catch (error) {
        log('server', 'threw', error.name, error.code, error.message);
        stream.close();
      }
    });
    server.listen(0, () => {
      const client = http2.connect(`http://localhost:${server.address().port}`);
      const req = client.request(headers);
      let body = '';
      req.setEncoding('utf8').on('data', (text) => { body += text; });
      req.on('response', (fields) => log('client', fields[':status'], fields['content-length'], fields['last-modified'], fields['x-y']));
      req.on('trailers', (fields) => log('client', 'trailers', fields.t));
      req.on('error', (error) => log('client', error.code, error.message));
      req.on('close', () => {
        log('client', body.length > 20 ? body.length : body);
        client.close();
        server.close(() => {
          log.print(title);
          next();
        });
      });
    });
  };
}

inTurn([
  serve('a file', (stream) => stream.respondWithFile(file, { 'x-y': 'z' })),
  serve('a part', (stream) => stream.respondWithFile(file, {}, { offset: 2, length: 5 })),
  serve('a part beyond the end', (stream) => stream.respondWithFile(file, {}, { offset: 8, length: 5 })),
  serve('statCheck', (stream) => stream.respondWithFile(file, {}, {
    statCheck(stat, headers) {
      log('server', this === stream, stat.size);
      headers['last-modified'] = 'then';
    },
  })),
  serve('statCheck that answers itself', (stream) => stream.respondWithFile(file, {}, {
    statCheck() {
      stream.respond({ ':status': 304 });
      return false;
    },
  })),
  serve('trailers', (stream) => {
    stream.respondWithFile(file, {}, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ t: 'u' }));
  }),
  serve('a large file', (stream) => stream.respondWithFile(big)),
  serve('no file', (stream) => stream.respondWithFile(path.join(folder, 'none'), {}, {
    onError(error) {
      log('server', 'onError', error.code);
      stream.respond({ ':status': 404 });
      stream.end();
    },
  })),
  serve('no file, and nobody who cares', (stream) => stream.respondWithFile(path.join(folder, 'none'))),
  serve('a folder', (stream) => stream.respondWithFile(folder)),
  serve('an fd', (stream) => {
    const fd = fs.openSync(file, 'r');
    stream.respondWithFD(fd, {}, { offset: 1, length: 3 });
    stream.on('close', () => fs.closeSync(fd));
  }),
  serve('a FileHandle', (stream) => {
    fs.promises.open(file).then((handle) => {
      stream.respondWithFD(handle, { 'x-y': 'handle' });
      stream.on('close', () => handle.close());
    });
  }),
  serve('wrong options', (stream) => stream.respondWithFile(file, {}, { offset: 'x' })),
  serve('a wrong fd', (stream) => stream.respondWithFD('x')),
  serve('a status without a body', (stream) => stream.respondWithFile(file, { ':status': 204 })),
  () => fs.rmSync(folder, { recursive: true }),
]);
