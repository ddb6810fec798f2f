'use strict';
// Content codings, alone, in chains, unknown, broken, cut short.
const http = require('http');
const zlib = require('zlib');
const log = console.log;

const text = 'compressed text, '.repeat(3000);
const packed = {
  'gzip': zlib.gzipSync(text),
  'X-GZip': zlib.gzipSync(text),
  'deflate': zlib.deflateSync(text),
  'br': zlib.brotliCompressSync(text),
  'gzip, br': zlib.brotliCompressSync(zlib.gzipSync(text)),
  'deflate,gzip': zlib.gzipSync(zlib.deflateSync(text)),
  'identity': Buffer.from('as it is'),
  'unknown': Buffer.from('as it is'),
  'gzip, unknown': Buffer.from('as it is'),
  '': Buffer.from('as it is'),
};
let reply = [];
const server = http.createServer((req, res) => {
  res.writeHead(reply[2] || 200, { 'content-encoding': reply[0], 'content-length': reply[1].length });
  res.end(req.method === 'HEAD' ? undefined : reply[1]);
});

async function ask(name, coding, bytes, init, status) {
  reply = [coding, bytes, status];
  try {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/`, init);
    const got = await response.text();
    log(name, response.status, response.headers.get('content-encoding'), response.headers.get('content-length') === String(bytes.length),
        got === text ? 'the text' : got.slice(0, 60), got.length);
  } catch (error) {
    log(name, error.name, error.message, error.cause && [error.cause.name, error.cause.code, error.cause.message]);
  }
}

async function main() {
  for (const coding of Object.keys(packed)) await ask('whole', coding, packed[coding]);
  await ask('raw deflate', 'deflate', zlib.deflateRawSync(text));
  await ask('empty', 'gzip', Buffer.alloc(0));
  await ask('broken', 'gzip', Buffer.from('abc'));
  await ask('broken', 'deflate', Buffer.from('xbc'));
  await ask('broken', 'br', Buffer.from([255, 255, 255]));
  await ask('cut short', 'gzip', packed.gzip.subarray(0, packed.gzip.length - 8));
  await ask('too many', 'gzip,gzip,gzip,gzip,gzip,gzip', packed.gzip);
  await ask('HEAD', 'gzip', packed.gzip, { method: 'HEAD' });
  await ask('error status', 'gzip', packed.gzip, {}, 500);
  server.close();
  server.closeAllConnections();
}
server.listen(0, '127.0.0.1', () => main().then(() => log('done')));
