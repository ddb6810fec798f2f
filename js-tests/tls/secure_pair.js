// proves: tls.createSecurePair()
// proves: event 'secure'
// proves: class SecurePair
// proves: tls.createSecurePair options.isServer
// proves: tls.createSecurePair options.credentials
'use strict';

process.noDeprecation = true;

// createSecurePair, in both roles, over sockets and over plain streams.

const assert = require('assert');
const net = require('net');
const { ca, inTurn, server: keys, tls } = require('./common');

const context = (options) => tls.createSecureContext(options);

inTurn([
  (done) => {
    const server = net.createServer((raw) => {
      const pair = tls.createSecurePair(context(keys()), true, false, false);
      pair.encrypted.pipe(raw);
      raw.pipe(pair.encrypted);
      pair.on('secure', () => console.log('server pair secure'));
      pair.cleartext.on('data', (data) => pair.cleartext.write(String(data).toUpperCase()));
      raw.on('error', () => {});
    });
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca() }, () => client.write('text'));
      client.on('data', (data) => {
        console.log(String(data));
        client.end();
      });
      client.on('close', () => server.close(done));
    });
  },
  (done) => {
    const server = tls.createServer(keys(), (socket) => socket.resume().end('for the pair'));
    server.listen(0, () => {
      const raw = net.connect(server.address().port);
      const pair = tls.createSecurePair(context({ ca: ca() }), false, false, false);
      pair.encrypted.pipe(raw);
      raw.pipe(pair.encrypted);
      pair.on('secure', () => console.log('client pair secure', pair.cleartext.getPeerCertificate().subject.CN));
      let text = '';
      pair.cleartext.write('begin');
      pair.cleartext.on('data', (data) => { text += data; });
      pair.cleartext.on('end', () => {
        console.log(text);
        raw.destroy();
        server.close();
        done();
      });
    });
  },
  (done) => {
    const one = tls.createSecurePair(context(keys()), true);
    const two = tls.createSecurePair(context({ ca: ca() }), false);
    one.encrypted.pipe(two.encrypted).pipe(one.encrypted);
    assert(one.cleartext instanceof tls.TLSSocket && one.encrypted);
    let secured = 0;
    two.cleartext.write('through streams');
    for (const pair of [one, two]) {
      pair.on('secure', () => {
        if (++secured < 2) return;
        one.cleartext.once('data', (data) => {
          console.log(String(data));
          one.destroy();
          two.destroy();
          done();
        });
      });
    }
  },
]);
