'use strict';
// Unix sockets: the path as address, the file's life, no addresses on sockets.
const net = require('net');
const fs = require('fs');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'net-'));
const file = path.join(dir, 's');
let server;
server = net.createServer((c) => c.pipe(c)).listen({ path: file, readableAll: true, writableAll: true }, () => {
  console.log(server.address() === file, (fs.statSync(file).mode & 0o666).toString(8));
  const c = net.connect(file, () => {
    console.log(c.remoteAddress, c.localAddress, c.address());
    c.end('over a path');
  });
  c.setEncoding('utf8');
  c.on('data', (d) => console.log(d));
  c.on('close', () => server.close(() => {
    console.log('file', fs.existsSync(file));
    fs.rmdirSync(dir);
  }));
});
