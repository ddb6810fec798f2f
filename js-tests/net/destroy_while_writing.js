'use strict';
// Callbacks of writes that a destroyed socket has not sent come before 'close'.
const net = require('net');

let over = false;
const accepted = [];
const server = net.createServer((c) => {
  accepted.push(c.on('error', () => {}));
  if (over) c.destroy();
}).listen(0, '127.0.0.1', () => {
  const s = net.connect(server.address().port, '127.0.0.1', () => {
    const told = (what) => (e) => console.log(what, e ? e.code : e);
    console.log(s.write(Buffer.alloc(30e6), told('under way')), s.write('x', told('waiting')));
    s.end(told('end'));
    setImmediate(() => s.destroy());
  });
  s.on('finish', () => console.log('finish'));
  s.on('close', (failed) => {
    console.log('close', failed, s.writableLength, s.pending);
    over = true;
    for (const c of accepted) c.destroy();
    server.close();
  });
});
