'use strict';

// close, closeIdleConnections, closeAllConnections; lengths that are held to;
// pipelined requests and their order.

const http = require('http');
const net = require('net');

const steps = [
  (next) => {
    const server = http.createServer((req, res) => res.end('x')).listen(0, () => {
      const agent = new http.Agent({ keepAlive: true });
      http.get({ port: server.address().port, agent }, (res) => {
        res.resume();
        res.on('end', () => setTimeout(() => server.close(() => { console.log('idle are closed'); next(); }), 20));
      });
    });
  },
  (next) => {
    const server = http.createServer(() => {}).listen(0, () => {
      const req = http.get({ port: server.address().port });
      let code;
      let left = 2;
      const done = () => {
        if (--left > 0) return;
        console.log('all are closed', code);
        next();
      };
      req.on('error', (err) => { code = err.code; done(); });
      server.on('request', () => {
        server.close(done);
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 20);
      });
    });
  },
  (next) => {
    const server = http.createServer((req, res) => {
      res.strictContentLength = true;
      res.writeHead(200, { 'Content-Length': 3 });
      for (const attempt of [() => res.write('abcd'), () => res.end('ab'), () => res.write('ab'), () => res.end()]) {
        try { attempt(); } catch (err) { console.log(err.code, err.message); }
      }
      res.end('c');
    }).listen(0, () => http.get({ port: server.address().port, agent: false }, (res) => {
      res.resume();
      res.on('end', () => server.close(next));
    }));
  },
  (next) => {
    const waiting = [];
    const server = http.createServer((req, res) => {
      console.log('request', req.url);
      waiting.push(() => res.end(req.url));
      if (waiting.length === 3) while (waiting.length > 0) waiting.pop()();
    }).listen(0, () => {
      let text = '';
      const socket = net.connect(server.address().port, () => {
        for (const n of [1, 2, 3]) socket.write(`GET /${n} HTTP/1.1\r\nHost: x\r\n${n === 3 ? 'Connection: close\r\n' : ''}\r\n`);
      });
      socket.on('data', (data) => { text += data; });
      socket.on('close', () => {
        console.log(text.split('\r\n').filter((line) => line.startsWith('/')).join(), text.match(/\/\d/g).join());
        server.close(next);
      });
    });
  },
  (next) => {
    const server = http.createServer((req, res) => {
      res.end('a', () => console.log('end callback'));
      res.on('error', (err) => console.log('error', err.code));
      console.log(res.write('b', (err) => console.log('write callback', err.code)));
      res.end('c');
      res.end(() => console.log('second end'));
      console.log(res.writableEnded, res.finished, res.headersSent, res.writableFinished, res.writableLength > 0);
    }).listen(0, () => http.get({ port: server.address().port, agent: false }, (res) => {
      res.resume();
      res.on('end', () => server.close(next));
    }));
  },
  (next) => {
    const server = http.createServer({ rejectNonStandardBodyWrites: true }, (req, res) => {
      try { res.write('x'); } catch (err) { console.log(err.code); }
      res.end();
    }).listen(0, () => http.request({ method: 'HEAD', port: server.address().port, agent: false }, (res) => {
      console.log(res.statusCode);
      res.resume();
      res.on('end', () => server.close(next));
    }).end());
  },
];

(function next() {
  const step = steps.shift();
  if (step !== undefined) step(next);
})();
