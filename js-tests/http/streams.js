'use strict';

// Bodies as streams: large ones, both ways, slow readers, pipelines.

const crypto = require('crypto');
const http = require('http');
const { pipeline, Readable, finished } = require('stream');

const size = 3 * 1024 * 1024;
const data = Buffer.alloc(size, 'abcdefghij');
const sum = (buffer) => crypto.createHash('sha1').update(buffer).digest('hex');

const server = http.createServer((req, res) => {
  if (req.url === '/echo') {
    pipeline(req, res, (err) => console.log('server pipeline', err));
  } else if (req.url === '/drain') {
    let drains = 0;
    let left = 40;
    (function write() {
      while (left-- > 0) if (!res.write(data.subarray(0, 65536))) { res.once('drain', () => { drains++; write(); }); return; }
      res.end();
    })();
    finished(res, (err) => console.log('finished', err, drains > 0));
  } else {
    finished(res, (err) => console.log('finished', err && err.code));
    res.write(data);
  }
});

function collect(res, done) {
  const chunks = [];
  res.on('data', (chunk) => chunks.push(chunk));
  res.on('end', () => done(Buffer.concat(chunks)));
}

server.listen(0, () => {
  const { port } = server.address();
  const req = http.request({ port, method: 'POST', path: '/echo' }, (res) => {
    collect(res, (all) => {
      console.log(all.length, sum(all) === sum(data));
      http.get({ port, path: '/drain' }, (slow) => {
        let total = 0;
        slow.on('data', (chunk) => {
          total += chunk.length;
          slow.pause();
          setImmediate(() => slow.resume());
        });
        slow.on('end', () => {
          console.log(total);
          const cut = http.get({ port, path: '/cut', agent: false }, (r) => {
            r.once('data', () => cut.destroy());
            r.on('error', (err) => console.log(err.code, err.message));
            cut.on('close', () => setTimeout(() => server.close(() => console.log('closed')), 50));
          });
        });
      });
    });
  });
  pipeline(Readable.from((function* parts() {
    for (let i = 0; i < size; i += 50000) yield data.subarray(i, i + 50000);
  })()), req, (err) => console.log('client pipeline', err));
});
