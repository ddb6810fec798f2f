'use strict';
// A script that writes into a socket's handle harms nobody but its own socket.
const net = require('net');
const { Duplex } = require('stream');

const server = net.createServer((c) => {
  let got = '';
  c.on('data', (d) => { got += d; }).on('end', () => {
    console.log('got', got);
    c.end();
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  const s = net.connect(server.address().port, '127.0.0.1', () => {
    const handle = s._handle;
    const other = new net.Socket();
    other.on('error', (e) => console.log('other', e.code));
    for (const owner of [other, {}, 5, Object.create(s), new Duplex(), new Proxy(s, {})]) {
      handle.owner = owner;
      console.log(s.write('x', (e) => console.log('written', e)));
    }
    for (const value of [null, 5, {}]) {
      for (const name of ['reading', 'special', 'direct', 'isPipe', 'errorFrom']) {
        handle[name] = value;
        s.write('y');
        s.read(0);
      }
    }
    s.end(() => console.log('ended'));
    s.on('finish', () => setImmediate(() => s.destroy()));
  });
  s.on('error', (e) => console.log('error', e.code)).on('finish', () => console.log('finish'));
});
