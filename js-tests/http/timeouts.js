'use strict';

// Limits of time on both sides.

const http = require('http');
const net = require('net');

function raw(server, text, done) {
  const begun = Date.now();
  let answer = '';
  const socket = net.connect(server.address().port, () => socket.write(text));
  socket.setEncoding('latin1');
  socket.on('data', (data) => { answer += data; });
  socket.on('error', () => {});
  socket.on('close', () => done(answer.split('\r\n')[0], Date.now() - begun < 5000));
}

const steps = [
  (next) => {
    const server = http.createServer({ headersTimeout: 100, requestTimeout: 5000, connectionsCheckingInterval: 50 }, () => {});
    server.listen(0, () => raw(server, 'GET / HTTP/1.1\r\nHost: x\r\n', (...seen) => {
      console.log('headersTimeout', ...seen);
      server.close(next);
    }));
  },
  (next) => {
    const server = http.createServer({ headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 }, (req) => req.resume());
    server.on('clientError', (err, socket) => {
      console.log(err.code, err.message);
      socket.end('HTTP/1.1 408 Mine\r\n\r\n');
    });
    server.listen(0, () => raw(server, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab', (...seen) => {
      console.log('requestTimeout', ...seen);
      server.close(next);
    }));
  },
  (next) => {
    const server = http.createServer({ keepAliveTimeout: 1 }, (req, res) => res.end());
    server.listen(0, () => raw(server, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', (...seen) => {
      console.log('keepAliveTimeout', ...seen);
      server.close(next);
    }));
  },
  (next) => {
    const server = http.createServer(() => {});
    server.setTimeout(100);
    server.listen(0, () => raw(server, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', (...seen) => {
      console.log('server.setTimeout', ...seen);
      server.close(next);
    }));
  },
  (next) => {
    const server = http.createServer((req, res) => {
      req.setTimeout(100, () => console.log('req timeout'));
      res.setTimeout(100, () => { console.log('res timeout'); res.end('late'); });
      setTimeout(() => {}, 0);
    });
    server.on('timeout', () => console.log('server timeout'));
    server.listen(0, () => raw(server, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', (...seen) => {
      console.log(...seen);
      server.close(next);
    }));
  },
  (next) => {
    const server = http.createServer(() => {});
    server.listen(0, () => {
      const req = http.get({ port: server.address().port, timeout: 100 });
      req.on('timeout', () => { console.log('client timeout'); req.destroy(); });
      req.on('error', (err) => console.log(err.code, err.message));
      req.on('close', () => { server.closeAllConnections(); server.close(next); });
    });
  },
  (next) => {
    const server = http.createServer((req, res) => res.end('x'));
    server.maxRequestsPerSocket = 2;
    server.on('dropRequest', (req) => console.log('dropRequest', req.url));
    const get = (n) => `GET /${n} HTTP/1.1\r\nHost: x\r\n\r\n`;
    server.listen(0, () => {
      let text = '';
      const socket = net.connect(server.address().port, () => socket.write(get(1) + get(2) + get(3)));
      socket.on('data', (data) => { text += data; });
      socket.on('close', () => {
        console.log(text.split('\r\n').filter((line) => /^HTTP|^Keep|^Conn/.test(line)));
        server.close(next);
      });
      setTimeout(() => socket.end(), 200);
    });
  },
];

(function next() {
  const step = steps.shift();
  if (step !== undefined) step(next);
})();
