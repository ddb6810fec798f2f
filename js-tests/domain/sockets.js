'use strict';

// A socket's errors and listeners belong to the domain that it was made in; those of
// a server's connections to the server's.

const domain = require('domain');
const net = require('net');
const http = require('http');

const d = domain.create();
d.on('error', (error) => {
  console.log('caught', error.message);
  if (error.message === 'in a request') {
    error.domain.response.end('failed');
  }
});
const server = d.run(() => net.createServer());
server.on('connection', (socket) => {
  console.log('connection', process.domain === d, socket.domain === d);
  socket.on('data', (data) => {
    console.log('data', `${data}`, process.domain === d);
    socket.end('bye');
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => client.write('hello'));
  console.log('client', client.domain === d, process.domain === d);
  client.on('data', () => {});
  client.on('close', () => {
    console.log('closed', process.domain === d);
    server.close(web);
  });
});

function web() {
  const app = http.createServer((req, res) => {
    const own = domain.create();
    own.on('error', (error) => {
      console.log('own', error.message, error.domain === own);
      res.statusCode = 500;
      res.end('failed');
    });
    own.add(req);
    own.add(res);
    own.run(() => setTimeout(() => { throw new Error('in a request'); }, 1));
  });
  app.listen(0, '127.0.0.1', () => {
    http.get({ host: '127.0.0.1', port: app.address().port, agent: false }, (res) => {
      console.log(res.statusCode);
      res.resume();
      app.close(() => console.log('done'));
    });
  });
}
