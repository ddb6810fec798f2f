'use strict';

// 'keylog' on sockets and servers: lines of the NSS format.

const assert = require('assert');
const { ca, inTurn, server: keys, tls } = require('./common');

inTurn(['TLSv1.2', 'TLSv1.3'].map((version) => (done) => {
  const lines = { server: new Set(), client: new Set() };
  const server = tls.createServer({ ...keys(), maxVersion: version }, (socket) => socket.end('x'));
  server.on('keylog', (line, socket) => {
    assert(Buffer.isBuffer(line) && socket instanceof tls.TLSSocket);
    lines.server.add(String(line));
  });
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca() });
    client.on('keylog', (line) => {
      assert.match(String(line), /^[A-Z_0-9]+ [0-9a-f]{64} [0-9a-f]{64,96}\n$/);
      lines.client.add(String(line));
    });
    client.resume();
    client.on('close', () => server.close(() => {
      // OpenSSL logs the exporter's secret besides.
      const names = (set) => [...set].map((line) => line.split(' ')[0]).filter((name) => name !== 'EXPORTER_SECRET').sort();
      console.log(version, names(lines.client).join(' '), names(lines.server).join(' '));
      for (const line of lines.client) if (!line.startsWith('EXPORTER')) assert(lines.server.has(line));
      done();
    }));
  });
}));
