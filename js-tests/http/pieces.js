'use strict';
// Bodies that are written in pieces: the bytes, what write returns, callbacks, 'drain'.
const http = require('http');
const net = require('net');
const { Readable } = require('stream');

const big = Buffer.alloc(40000, 'b');
const huge = 'h'.repeat(70000);

const handlers = {
  two: (req, res) => { res.write('a'); res.end('b'); },
  returns: (req, res) => { console.log(res.write('a'), res.write(Buffer.from('b')), res.write('ü')); res.end(); },
  callbacks: (req, res) => {
    res.write('a', (e) => console.log('  a', e));
    res.write('b', 'utf8', (e) => console.log('  b', e));
    res.write(Buffer.from('c'), null, (e) => console.log('  c', e));
    process.nextTick(() => console.log('  tick'));
    res.end('d', () => console.log('  d'));
    console.log('  ended', res.writableLength > 0, res.writableCorked);
  },
  turns: (req, res) => {
    res.write('1');
    setTimeout(() => {
      res.write('2');
      setTimeout(() => res.end('3'), 2);
    }, 2);
  },
  length: (req, res) => { res.writeHead(200, { 'Content-Length': 3 }); res.write('a'); res.write('b'); res.end('c'); },
  encodings: (req, res) => { res.write('ü', 'latin1'); res.write('6869', 'hex'); res.write('aGk=', 'base64'); res.end('ü'); },
  trailers: (req, res) => {
    res.writeHead(200, { Trailer: 'X-T' });
    res.write('a');
    res.addTrailers({ 'X-T': 'ü' });
    res.end();
  },
  full: (req, res) => {
    const more = res.write(big);
    console.log('  more', more, res.writableNeedDrain);
    res.on('drain', () => {
      console.log('  drain', res.writableNeedDrain);
      res.end('rest');
    });
  },
  tooLong: (req, res) => { res.write(huge); res.end('x'); },
  piped: (req, res) => Readable.from(['p', 'i', Buffer.from('pe')]).pipe(res),
  late: (req, res) => {
    res.on('error', (e) => console.log('  error', e.code));
    res.end('x');
    console.log(res.write('y', (e) => console.log('  late', e.code)));
  },
  wrong: (req, res) => {
    for (const chunk of [null, undefined, 1, {}]) {
      try {
        res.write(chunk);
      } catch (e) {
        console.log(e.code);
      }
    }
    res.end('x');
  },
  nothing: (req, res) => { console.log(res.write(''), res.write(Buffer.alloc(0))); res.end('x'); },
  bodiless: (req, res) => { res.statusCode = 204; console.log(res.write('x', () => console.log('  called'))); res.end(); },
  destroyed: (req, res) => {
    res.on('close', () => console.log('  close', res.finished));
    res.write('x');
    res.destroy();
    console.log(res.write('y', (e) => console.log('  destroyed', e.code)));
  },
  corkedAll: (req, res) => {
    res.cork();
    res.write('a');
    res.write('b');
    process.nextTick(() => {
      res.uncork();
      res.end('c');
    });
  },
};

const server = http.createServer((req, res) => {
  console.log(req.url, req.method);
  handlers[req.url.slice(1)](req, res);
});

function shortened(text) {
  return text.replace(/Date: \w+, .*? GMT/g, 'Date: now').replace(huge, 'HUGE').replace(big.toString(), 'BIG');
}

function ask(method, name) {
  return new Promise((resolve) => {
    const socket = net.connect(server.address().port, '127.0.0.1', () => {
      // In one piece: what is read at once must not depend on the machine.
      socket.write(`${method} /${name} HTTP/1.1\r\nHost: x\r\n\r\n` +
        'GET /two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    });
    let got = '';
    socket.setEncoding('latin1');
    socket.on('data', (data) => { got += data; });
    socket.on('error', () => {});
    socket.on('close', () => {
      console.log(JSON.stringify(shortened(got)));
      resolve();
    });
  });
}

server.listen(0, '127.0.0.1', async () => {
  for (const name of Object.keys(handlers)) await ask('GET', name);
  for (const name of ['two', 'length', 'callbacks']) await ask('HEAD', name);
  server.close();
});
