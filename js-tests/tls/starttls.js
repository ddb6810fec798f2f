// proves: tls.connect options.socket
// proves: new tls.TLSSocket()
'use strict';

// Plain text first, TLS later, on the same connection; both sides.

const net = require('net');
const { ca, server: keys, tls } = require('./common');

const secureContext = tls.createSecureContext(keys());
const server = net.createServer((raw) => {
  raw.write('220 ready\n');
  raw.on('data', function plain(data) {
    console.log('server got', JSON.stringify(String(data)));
    raw.removeListener('data', plain);
    raw.write('220 go ahead\n', () => {
      const socket = new tls.TLSSocket(raw, { isServer: true, secureContext });
      socket.on('secure', () => console.log('server secure', socket.encrypted, raw.encrypted));
      socket.on('data', (text) => {
        console.log('server got', String(text));
        socket.end('bye');
      });
    });
  });
});
server.listen(0, () => {
  const raw = net.connect(server.address().port);
  let step = 0;
  raw.on('data', function plain(data) {
    console.log('client got', JSON.stringify(String(data)));
    if (step++ === 0) {
      raw.write('STARTTLS\n');
      return;
    }
    raw.removeListener('data', plain);
    const socket = tls.connect({ socket: raw, ca: ca(), servername: 'localhost' }, () => {
      console.log('client secure', socket.authorized, socket.remotePort === server.address().port);
      socket.write('hello');
    });
    socket.on('data', (text) => console.log('client got', String(text)));
    socket.on('close', () => {
      console.log('client close', raw.destroyed);
      server.close();
    });
  });
});
