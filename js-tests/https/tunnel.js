'use strict';

// TLS through a proxy's CONNECT, and another protocol over TLS.

const http = require('http');
const https = require('https');
const net = require('net');
const { ca, server: keys } = require('../tls/common');

const target = https.createServer(keys(), (req, res) => res.end(`target ${req.url}`));
target.on('upgrade', (req, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
  socket.pipe(socket);
});
const proxy = http.createServer();
proxy.on('connect', (req, socket, head) => {
  const [host, port] = req.url.split(':');
  console.log('CONNECT', host, req.headers['x-proxy']);
  const up = net.connect(port, host, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    up.write(head);
    up.pipe(socket);
    socket.pipe(up);
  });
  up.on('error', () => {});
  socket.on('error', () => {});
});

function tunnel(port, done) {
  const req = http.request({
    port: proxy.address().port, host: '127.0.0.1', method: 'CONNECT', path: `localhost:${port}`, headers: { 'X-Proxy': 'yes' },
  });
  req.on('connect', (res, socket, head) => {
    console.log(res.statusCode, head.length);
    done(socket);
  });
  req.end();
}

target.listen(0, () => proxy.listen(0, '127.0.0.1', () => {
  const { port } = target.address();
  tunnel(port, (socket) => {
    https.get({ host: 'localhost', path: '/through', socket, agent: false, ca: ca() }, (res) => {
      console.log(res.statusCode, res.socket.authorized);
      res.setEncoding('utf8');
      res.on('data', (data) => console.log(data));
      res.on('end', () => tunnel(port, (second) => {
        const req = https.request({
          host: 'localhost', socket: second, agent: false, ca: ca(), headers: { Connection: 'Upgrade', Upgrade: 'echo' },
        });
        req.on('upgrade', (answer, secure) => {
          console.log(answer.statusCode, answer.headers.upgrade, secure.encrypted);
          secure.on('data', (data) => {
            console.log(String(data));
            secure.end();
          });
          secure.on('close', () => {
            target.closeAllConnections();
            target.close();
            proxy.close();
          });
          secure.write('echoed');
        });
        req.end();
      }));
    });
  });
}));
