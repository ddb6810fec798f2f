'use strict';
// A file piped to a socket arrives whole and in order, whoever begins or stops to
// look on the way, and the stream tells how far it is.
const net = require('net');
const fs = require('fs');
const os = require('os');
const path = require('path');
const crypto = require('crypto');

const size = 3000000;
const content = Buffer.alloc(size);
for (let i = 0; i < size; i += 4) content.writeUInt32LE(i, i);
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'pipe-file-'));
const file = path.join(dir, 'content');
fs.writeFileSync(file, content);

const sha1 = (b) => crypto.createHash('sha1').update(b).digest('hex');

const later = (fn) => setTimeout(fn, 2);
const looks = {
  nobody: [{}, () => {}],
  range: [{ start: 100000, end: 2000000 }, () => {}],
  short: [{ end: 9 }, () => {}],
  empty: [{ start: size }, () => {}],
  listener: [{}, (f) => later(() => f.on('data', () => {}))],
  pause: [{}, (f) => later(() => {
    f.pause();
    setTimeout(() => f.resume(), 5);
  })],
  repipe: [{ start: 4 }, (f, c) => later(() => {
    f.unpipe(c);
    setTimeout(() => f.pipe(c), 5);
  })],
  cork: [{}, (f, c) => later(() => {
    c.cork();
    setTimeout(() => c.uncork(), 5);
  })],
  text: [{ encoding: 'latin1' }, (f, c) => c.setDefaultEncoding('latin1')],
};

(async () => {
  for (const name of Object.keys(looks)) await round(name, ...looks[name]);
  await destroyed('the file', (f) => f.destroy());
  await destroyed('the socket', (f, c) => c.destroy());
  fs.rmSync(dir, { recursive: true });
})();

function round(name, options, look) {
  return new Promise((resolve) => {
    let read;
    const server = net.createServer((c) => {
      const f = fs.createReadStream(file, options);
      f.pipe(c);
      look(f, c);
      read = new Promise((closed) => f.on('close', () => closed([f.bytesRead, f.readableEnded])));
    }).listen(0, '127.0.0.1', () => {
      const chunks = [];
      net.connect(server.address().port, '127.0.0.1').on('data', (d) => chunks.push(d)).on('end', async () => {
        const got = Buffer.concat(chunks);
        const want = content.subarray(options.start || 0, (options.end || size - 1) + 1);
        console.log(name, got.length, sha1(got) === sha1(want), ...await read);
        server.close(resolve);
      });
    });
  });
}

// The descriptor is closed and the other end hears of it, whichever goes first.
function destroyed(what, end) {
  return new Promise((resolve) => {
    const server = net.createServer((c) => {
      c.on('error', () => {});
      const f = fs.createReadStream(file);
      f.pipe(c);
      f.once('open', () => setImmediate(() => {
        end(f, c);
        if (what === 'the socket') c.on('close', () => f.destroy());
      }));
      f.on('close', () => {
        console.log(what, 'closed', f.fd);
        if (what === 'the file') c.end('.');
        else server.close(resolve);
      });
    }).listen(0, '127.0.0.1', () => {
      let last = '';
      net.connect(server.address().port, '127.0.0.1').on('error', () => {}).on('data', (d) => {
        last = d.subarray(-1).toString();
      }).on('close', () => {
        if (what !== 'the file') return;
        console.log('then', last);
        server.close(resolve);
      });
    });
  });
}
