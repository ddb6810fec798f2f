'use strict';
// ReadStream and WriteStream: events, ranges, counters, errors.
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
const file = path.join(dir, 'a');
const log = (...list) => console.log(...list);

function step1() {
  const w = fs.createWriteStream(file, { encoding: 'latin1' });
  log(w.pending, w.fd, w.path === file, w.flags, w.mode, w.bytesWritten, w.autoClose);
  for (const name of ['open', 'ready', 'finish', 'close']) {
    w.on(name, (...args) => log('w', name, args.length, w.bytesWritten, w.pending, w.destroyed));
  }
  w.write('h\u00e9llo ');
  w.write(Buffer.from('world'));
  w.end('!', () => log('ended'));
  w.on('close', step2);
}

function step2() {
  log(fs.readFileSync(file, 'latin1'));
  const r = fs.createReadStream(file, { start: 2, end: 7, highWaterMark: 4 });
  log(r.pending, r.fd, r.start, r.end, r.flags, r.mode, r.bytesRead, r.autoClose, r.readableHighWaterMark);
  for (const name of ['open', 'ready', 'end', 'close']) r.on(name, (...args) => log('r', name, args.length, r.bytesRead));
  r.on('data', (chunk) => log('data', chunk));
  r.on('close', step3);
}

function step3() {
  const r = fs.createReadStream(path.join(dir, 'none'));
  r.on('error', (e) => log(e.code, e.syscall, r.destroyed));
  r.on('close', () => {
    log('closed');
    step4();
  });
}

function step4() {
  const r = fs.createReadStream(file, 'utf8');
  let text = '';
  r.on('data', (s) => { text += s; }).on('end', () => log(typeof text, text.length)).on('close', step5);
}

function step5() {
  const copy = path.join(dir, 'b');
  fs.createReadStream(file).pipe(fs.createWriteStream(copy)).on('close', () => {
    log(fs.readFileSync(copy, 'latin1'));
    const w = fs.createWriteStream(copy, { flags: 'r+', start: 3 });
    w.end('ZZ', () => w.on('close', () => {
      log(fs.readFileSync(copy, 'latin1'));
      const a = fs.createWriteStream(copy, { flags: 'a' });
      a.end('tail');
      a.on('close', () => {
        log(fs.readFileSync(copy, 'latin1'));
        step6();
      });
    }));
  });
}

function step6() {
  const fd = fs.openSync(file);
  const r = fs.createReadStream(null, { fd, autoClose: false, start: 0 });
  r.resume().on('end', () => {
    log('end', fs.fstatSync(fd).size, r.bytesRead, r.closed);
    fs.closeSync(fd);
    step7();
  });
}

function step7() {
  const big = path.join(dir, 'big');
  fs.writeFileSync(big, Buffer.alloc(200000, 'x'));
  const sizes = [];
  fs.createReadStream(big).on('data', (c) => sizes.push(c.length)).on('close', () => {
    log(sizes);
    const r = fs.createReadStream(big);
    r.on('close', () => log('destroyed', r.destroyed, r.fd));
    r.close((e) => {
      log('close callback', Boolean(e));
      step8(big);
    });
  });
}

async function step8(big) {
  const h = await fs.promises.open(big);
  let n = 0;
  for await (const chunk of h.createReadStream({ end: 99 })) n += chunk.length;
  log(n, h.fd);
  const w = await fs.promises.open(big, 'w');
  const stream = w.createWriteStream();
  stream.end('by handle');
  stream.on('close', () => {
    log(fs.readFileSync(big, 'utf8'), w.fd);
    fs.rmSync(dir, { recursive: true });
  });
}

log(fs.ReadStream === fs.FileReadStream, fs.ReadStream('/etc/passwd').destroy() instanceof fs.ReadStream);
step1();
