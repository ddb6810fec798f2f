'use strict';

// Writes before the handshake, their callbacks, and counters.

const assert = require('assert');
const { ca, journal, server: keys, tls } = require('./common');

const log = journal();
const server = tls.createServer(keys(), (socket) => {
  let text = '';
  socket.on('data', (piece) => { text += piece; });
  socket.on('end', () => {
    log('server', text);
    socket.end();
    server.close(() => setTimeout(log.print, 40));
  });
});
server.listen(0, () => {
  const client = tls.connect({ port: server.address().port, ca: ca() });
  client.resume();
  log('client', client.write('one,', () => log('client', 'one written', client.secureConnecting)));
  client.write('two,', 'latin1', () => log('client', 'two written'));
  client.write(Buffer.from('three'), () => {
    log('client', 'three written');
    client.end(() => log('client', 'finished'));
  });
  log('client', client.bytesWritten, client.bufferSize, client.writableLength);
  client.on('secureConnect', () => log('client', 'secure'));
  client.on('close', () => assert(client.bytesWritten >= 13 && client.bytesRead >= 0));
});
