'use strict';

// Other protocols over a connection: upgrade and CONNECT, with and without
// listeners.

const http = require('http');

function run(title, { prepare, options, listen, done }) {
  const server = http.createServer((req, res) => {
    console.log(title, 'request', req.method, req.headers.upgrade);
    res.end('plain');
  });
  prepare(server);
  server.listen(0, () => {
    const req = http.request({ port: server.address().port, agent: false, ...options });
    req.on('response', (res) => {
      console.log(title, 'response', res.statusCode, res.upgrade);
      res.resume();
    });
    req.on('error', (err) => console.log(title, 'error', err.code, err.message));
    for (const event of listen) {
      req.on(event, (res, socket, head) => {
        console.log(title, event, res.statusCode, res.headers.upgrade, String(head), socket === req.socket);
        socket.on('data', (data) => { console.log(title, String(data)); });
        socket.on('close', () => console.log(title, 'socket closed'));
        socket.end('ping');
      });
    }
    req.on('close', () => setTimeout(() => server.close(done), 100));
    req.end();
  });
}

const answer = (status, more) => (req, socket, head) => {
  console.log('server', req.method, req.url, head.length, socket.listenerCount('data'));
  socket.write(`HTTP/1.1 ${status} X\r\n${more}\r\nfirst`);
  socket.on('data', (data) => socket.end(`pong ${data}`));
  socket.on('end', () => socket.end());
  socket.on('error', () => {});
};
const upgrade = { headers: { Connection: 'Upgrade', Upgrade: 'thing' } };
const switching = 'Connection: Upgrade\r\nUpgrade: thing\r\n';

const cases = [
  ['both', { prepare: (s) => s.on('upgrade', answer(101, switching)), options: upgrade, listen: ['upgrade'] }],
  ['no server', { prepare: () => {}, options: upgrade, listen: ['upgrade'] }],
  ['no client', { prepare: (s) => s.on('upgrade', answer(101, switching)), options: upgrade, listen: [] }],
  ['connect', { prepare: (s) => s.on('connect', answer(200, '')), options: { method: 'CONNECT', path: 'a.b:80' }, listen: ['connect'] }],
  ['connect refused', { prepare: (s) => s.on('connect', answer(407, '')), options: { method: 'CONNECT', path: 'a.b:80' }, listen: ['connect'] }],
  ['connect no server', { prepare: () => {}, options: { method: 'CONNECT', path: 'a.b:80' }, listen: ['connect'] }],
];

(function next() {
  const one = cases.shift();
  if (one !== undefined) run(one[0], { ...one[1], done: next });
})();
