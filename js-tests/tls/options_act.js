'use strict';

// Options that no other script is about, each seen at work.

const assert = require('assert');
const net = require('net');
const { ca, inTurn, read, server: keys, tls } = require('./common');

// One connection; seen is called with both ends.
function visit(serverOptions, clientOptions, seen) {
  return (done) => {
    let other;
    const server = tls.createServer({ ...keys(), ...serverOptions }, (socket) => {
      other = socket;
      if (serverOptions.pauseOnConnect) setTimeout(() => socket.resume(), 50);
      socket.on('data', (chunk) => { socket.text = (socket.text || '') + chunk; });
      socket.on('end', () => socket.end('bye'));
      socket.on('error', () => {});
    });
    server.listen(0, '127.0.0.1', () => {
      const socket = tls.connect({ host: 'localhost', family: 4, port: server.address().port, ca: ca(), ...clientOptions }, () => {
        const sent = setInterval(() => {
          if (other === undefined) return;
          clearInterval(sent);
          seen(socket, other);
          socket.end('hello');
        }, 5);
      });
      socket.on('error', (error) => seen(socket, null, error));
      if (!clientOptions.onread) socket.resume();
      socket.on('close', () => server.close(done));
    });
  };
}

const buffer = Buffer.alloc(64);
let read64 = '';

inTurn([
  // Node 20's servers do not give theirs on.
  visit({ highWaterMark: 1234 }, { highWaterMark: 4321 }, (client, server) => {
    console.log('highWaterMark', client.readableHighWaterMark, client.writableHighWaterMark);
    if (process.versions.tlsjs) assert.strictEqual(server.readableHighWaterMark, 1234);
  }),
  visit({}, { onread: { buffer, callback(size, bytes) { read64 += bytes.toString('latin1', 0, size); return true; } } }, (client) => {
    client.on('close', () => console.log('onread', read64));
  }),
  visit({}, { localAddress: '127.0.0.1' }, (client, server) => {
    console.log('localAddress', client.localAddress, server.remoteAddress, client.localPort === server.remotePort);
  }),
  (done) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => visit({}, { localPort: port, host: '127.0.0.1' }, (client, server) => {
        console.log('localPort', client.localPort === port, server.remotePort === port);
      })(done));
    });
  },
  visit({}, {
    hints: 0,
    lookup(host, options, callback) {
      console.log('lookup', host, options.hints, options.family);
      if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    },
  }, () => {}),
  // One that is refused, then one that answers.
  visit({}, {
    family: 0,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 500,
    lookup(host, options, callback) {
      callback(null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }]);
    },
  }, (client) => console.log('autoSelectFamily', client.remoteAddress)),
  visit({ pauseOnConnect: true }, {}, (client, server) => {
    console.log('pauseOnConnect', server.isPaused());
    server.on('end', () => console.log('paused, then read', server.text));
  }),
  // A chain that ends in a trusted certificate which is nobody's root.
  (done) => {
    const chain = { pfx: read('server.pfx') };
    const leaf = visit(chain, { rejectUnauthorized: false }, (client) => {
      const { raw } = client.getPeerCertificate();
      const pem = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`;
      client.on('close', () => setImmediate(() => inTurn([false, true].map((allowPartialTrustChain) =>
        visit(chain, { ca: pem, rejectUnauthorized: false, allowPartialTrustChain }, (again) => {
          console.log('allowPartialTrustChain', allowPartialTrustChain, again.authorized);
        })).concat((next) => { next(); done(); }))));
    });
    leaf(() => {});
  },
]);
