// proves: tls.createServer options.key
// proves: tls.createServer options.cert
// proves: tls.createServer options.pfx
// proves: tls.createServer options.passphrase
// proves: tls.createSecureContext options.key
// proves: tls.createSecureContext options.cert
// proves: tls.createSecureContext options.pfx
// proves: tls.createSecureContext options.passphrase
'use strict';

// Keys, certificates and PFX files in every shape, each proved by a handshake.

const crypto = require('crypto');
const { ca, inTurn, read, server, tls } = require('./common');

const { key, cert } = server();
const object = crypto.createPrivateKey(key);
const pkcs8 = object.export({ type: 'pkcs8', format: 'pem' });
const locked = object.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'word' });
const type = object.asymmetricKeyType;
const old = object.export({ type: type === 'ec' ? 'sec1' : 'pkcs1', format: 'pem' });

const shapes = {
  'buffers': { key, cert },
  'texts': { key: String(key), cert: String(cert) },
  'arrays': { key: [key], cert: [cert] },
  'pem objects': { key: [{ pem: key }], cert },
  'pkcs8': { key: pkcs8, cert },
  'traditional': { key: old, cert },
  'passphrase': { key: locked, passphrase: 'word', cert },
  'own passphrase': { key: [{ pem: locked, passphrase: 'word' }], passphrase: 'another', cert },
  'chain in one text': { key, cert: `${cert}\n${ca()[1]}` },
  'text around': { key: `some words\n${key}`, cert: `Subject: none\n${cert}` },
  'pfx': { pfx: read('server.pfx') },
  'pfx array': { pfx: [read('server.pfx')] },
  'pfx objects': { pfx: [{ buf: read('server.pfx') }] },
  'typed arrays': { key: new Uint8Array(key), cert: new DataView(Uint8Array.from(cert).buffer) },
};

inTurn(Object.keys(shapes).map((name) => (done) => {
  const listening = tls.createServer(shapes[name], (socket) => socket.end());
  listening.listen(0, () => {
    const socket = tls.connect({ port: listening.address().port, ca: ca() }, () => {
      console.log(name, socket.authorized, socket.getPeerCertificate().subject.CN);
      socket.end();
    });
    socket.on('error', (error) => console.log(name, error.code, error.message));
    socket.on('close', () => listening.close(done));
    socket.resume();
  });
}));
