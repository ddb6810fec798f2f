'use strict';

// https.Server is a tls.Server; requests, ALPN, names, keep-alive, errors.

const http = require('http');
const https = require('https');
const tls = require('tls');
const net = require('net');
const { ca, inTurn, server: keys, words } = require('../tls/common');

inTurn([
  (next) => {
    const server = https.createServer(keys(), (req, res) => {
      console.log(req.method, req.url, req.socket instanceof tls.TLSSocket, req.socket.encrypted, req.socket.alpnProtocol);
      let body = '';
      req.on('data', (data) => { body += data; });
      req.on('end', () => res.end(body.toUpperCase()));
    });
    console.log(server instanceof tls.Server, server instanceof https.Server, server instanceof http.Server);
    console.log(server.timeout, server.keepAliveTimeout, server.headersTimeout, server.requestTimeout);
    server.on('secureConnection', () => console.log('secureConnection'));
    server.listen(0, () => {
      const options = { port: server.address().port, ca: ca(), method: 'POST', path: '/x' };
      const req = https.request(options, (res) => {
        console.log(res.statusCode, res.socket.authorized, req.protocol, req.reusedSocket);
        res.setEncoding('utf8');
        res.on('data', (data) => console.log(data));
        res.on('end', () => setImmediate(() => {
          const again = https.request(options, (second) => {
            console.log(again.reusedSocket);
            second.resume();
            second.on('end', () => server.close(next));
          });
          again.end('b');
        }));
      });
      req.end('body');
    });
  },
  (next) => {
    const server = https.createServer({ ...keys(), ALPNProtocols: ['spdy/9', 'http/1.1'] }, (req, res) => res.end());
    server.listen(0, () => {
      const { port } = server.address();
      https.get({ port, ca: ca(), agent: false, ALPNProtocols: ['spdy/9'] }, (res) => {
        console.log(res.socket.alpnProtocol);
        res.resume();
        res.on('end', () => {
          https.get({ port, ca: ca(), agent: false, headers: { host: 'other.example' } }).on('error', (err) => {
            console.log(words(err).split('.')[0]);
            https.get({ port, agent: false }).on('error', (e) => {
              console.log(e.code);
              https.get(`https://localhost:${port}/`, { rejectUnauthorized: false, agent: false }, (r) => {
                console.log(r.statusCode, r.socket.authorized, r.socket.authorizationError);
                r.resume();
                r.on('end', () => server.close(next));
              });
            });
          });
        });
      });
    });
  },
  (next) => {
    const server = https.createServer({ ...keys(), SNICallback: (name, cb) => { console.log('SNI', name); cb(null); } },
      (req, res) => { console.log(req.socket.servername); res.end(); });
    server.on('tlsClientError', (err) => console.log('tlsClientError', err.code !== undefined));
    server.on('clientError', (err, socket) => { console.log('clientError', err.code !== undefined); socket.destroy(); });
    server.listen(0, () => {
      const { port } = server.address();
      https.get({ port, ca: ca(), agent: false, servername: 'localhost' }, (res) => {
        res.resume();
        res.on('end', () => {
          const plain = net.connect(port, () => plain.write('GET / HTTP/1.1\r\n\r\n'));
          plain.on('error', () => {});
          plain.on('close', () => {
            const bad = tls.connect({ port, ca: ca() }, () => bad.write('BAD\r\n\r\n'));
            bad.on('error', () => {});
            bad.on('close', () => server.close(next));
          });
        });
      });
    });
  },
]);
