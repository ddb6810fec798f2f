'use strict';

// What cannot be used is refused by the call that was given it.

const fs = require('fs');
const { ca, read, server, tls, words } = require('./common');

const { key, cert } = server();
const locked = require('crypto').createPrivateKey(key)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'word' });
const pfx = read('server.pfx');

const tries = {
  'missing file': () => fs.readFileSync('no-such-key.pem'),
  'key is no PEM': () => tls.createSecureContext({ key: 'nonsense', cert }),
  'key is empty PEM': () => tls.createSecureContext({ key: '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n', cert }),
  'cert is no PEM': () => tls.createSecureContext({ key, cert: 'nonsense' }),
  'no passphrase': () => tls.createSecureContext({ key: locked, cert }),
  'wrong passphrase': () => tls.createSecureContext({ key: locked, passphrase: 'other', cert }),
  'pfx MAC': () => tls.createSecureContext({ pfx, passphrase: 'wrong' }),
  'pfx is none': () => tls.createSecureContext({ pfx: 'nonsense' }),
  'crl is none': () => tls.createSecureContext({ crl: 'nonsense' }),
  'key of another type': () => tls.createSecureContext({ key: 1, cert }),
  'cert of another type': () => tls.createSecureContext({ key, cert: true }),
  'ca of another type': () => tls.createSecureContext({ ca: [ca(), 7] }),
  'pem object outside a list': () => tls.createSecureContext({ key: { pem: key }, cert }),
  'passphrase of another type': () => tls.createSecureContext({ key: locked, passphrase: 1, cert }),
  'ciphers of another type': () => tls.createSecureContext({ ciphers: 1 }),
  'no such cipher': () => tls.createSecureContext({ ciphers: 'no-such-cipher' }),
  'no such curve': () => tls.createSecureContext({ ecdhCurve: 'no-such-curve' }),
  'curve of another type': () => tls.createSecureContext({ ecdhCurve: 1 }),
  'sigalgs of another type': () => tls.createSecureContext({ sigalgs: 1 }),
  'empty sigalgs': () => tls.createSecureContext({ sigalgs: '' }),
  'no such version': () => tls.createSecureContext({ minVersion: 'TLSv9' }),
  'no such highest version': () => tls.createSecureContext({ maxVersion: 'fhqwhgads' }),
  'no such method': () => tls.createSecureContext({ secureProtocol: 'blargh' }),
  'SSLv2': () => tls.createSecureContext({ secureProtocol: 'SSLv2_method' }),
  'SSLv3': () => tls.createSecureContext({ secureProtocol: 'SSLv3_method' }),
  'method and version': () => tls.createSecureContext({ secureProtocol: 'TLSv1_2_method', minVersion: 'TLSv1.2' }),
  'session timeout': () => tls.createSecureContext({ sessionTimeout: -1 }),
  'session timeout of another type': () => tls.createSecureContext({ sessionTimeout: '5' }),
  'session context of another type': () => tls.createSecureContext({ sessionIdContext: 5 }),
  'ticket keys of another type': () => tls.createSecureContext({ ticketKeys: 'text' }),
  'ticket keys too short': () => tls.createSecureContext({ ticketKeys: Buffer.alloc(47) }),
  'secureOptions of another type': () => tls.createSecureContext({ secureOptions: 'all' }),
  'handshakeTimeout of another type': () => tls.createServer({ handshakeTimeout: 'abcd' }),
  'SNICallback of another type': () => tls.createServer({ SNICallback: 'fhqwhgads' }),
  'ALPNCallback and ALPNProtocols': () => tls.createServer({ ALPNCallback() {}, ALPNProtocols: ['a'] }),
  'ALPN name too long': () => tls.createServer({ ALPNProtocols: ['a'.repeat(256)] }),
  'options of another type': () => tls.createServer('this is not valid'),
  'connect without options': () => tls.connect({}),
  'port out of range': () => tls.connect({ port: 65536 }),
  'addContext without name': () => tls.createServer().addContext('', {}),
};

for (const name of Object.keys(tries)) {
  let result = 'accepted';
  try {
    tries[name]();
  } catch (error) {
    result = words(error);
  }
  console.log(`${name}: ${result}`);
}
