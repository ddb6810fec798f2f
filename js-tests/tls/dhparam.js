// proves: tls.createServer options.dhparam
'use strict';

// dhparam: who takes which, DHE suites in action, minDHSize.

const { generateKeyPairSync, createDiffieHellmanGroup } = require('crypto');
const { ca, inTurn, journal, server: keys, tls, words } = require('./common');

process.on('warning', (warning) => console.log(warning.name, warning.message, warning.code));

// The PEM of a group (PKCS #3: a SEQUENCE of prime and generator).
function parameters(prime) {
  const integer = (bytes) => {
    const body = bytes[0] < 0x80 ? bytes : Buffer.concat([Buffer.alloc(1), bytes]);
    return Buffer.concat([Buffer.from([2]), length(body.length), body]);
  };
  const body = Buffer.concat([integer(prime), integer(Buffer.from([2]))]);
  const text = Buffer.concat([Buffer.from([0x30]), length(body.length), body]).toString('base64');
  return `-----BEGIN DH PARAMETERS-----\n${text.match(/.{1,64}/g).join('\n')}\n-----END DH PARAMETERS-----\n`;
}

function length(n) {
  if (n < 0x80) return Buffer.from([n]);
  return n < 0x100 ? Buffer.from([0x81, n]) : Buffer.from([0x82, n >> 8, n & 0xff]);
}

const group = (name) => parameters(createDiffieHellmanGroup(name).getPrime());
const log = journal();

function attempt(name, dhparam) {
  try {
    tls.createSecureContext({ dhparam });
    console.log(name, 'taken');
  } catch (error) {
    console.log(name, words(error));
  }
}

function run(name, serverOptions, clientOptions) {
  return (done) => {
    const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2', ...serverOptions }, (socket) => {
      log('server', socket.getCipher().name, socket.getEphemeralKeyInfo());
      socket.on('error', () => {});
      socket.end('x');
    });
    server.on('tlsClientError', (error) => log('server', error.code));
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca(), maxVersion: 'TLSv1.2', ...clientOptions });
      client.on('secureConnect', () => log('client', client.getCipher().name, JSON.stringify(client.getEphemeralKeyInfo())));
      client.on('secure', () => log('client', 'secure'));
      client.on('error', (error) => log('client', error.code, error.code === 'ERR_TLS_DH_PARAM_SIZE' ? error.message : ''));
      client.on('close', (hadError) => {
        log('client', 'close', hadError);
        server.close(() => setTimeout(() => {
          log.print(name);
          done();
        }, 20));
      });
      client.resume();
    });
  };
}

attempt('768 bits', group('modp1'));
attempt('768 bits, a Buffer', Buffer.from(group('modp1')));
attempt('nothing', '');
attempt('text', 'text');
attempt('a key', generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' },
                                             privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).privateKey);
attempt('auto', 'auto');
attempt('null', null);
attempt('2048 bits', group('modp14'));
attempt('2048 bits, an Uint8Array', new Uint8Array(Buffer.from(group('modp14'))));
for (const value of [false, true, 5, {}, []]) attempt(JSON.stringify(value), value);
attempt('1024 bits', group('modp2'));

const dhe = { ciphers: 'DHE-RSA-AES128-GCM-SHA256' };

inTurn([
  run('a group', { ...dhe, dhparam: group('modp14') }),
  run('a larger one', { ...dhe, dhparam: Buffer.from(group('modp15')) }),
  run('auto', { ...dhe, dhparam: 'auto' }),
  run('CBC', { ciphers: 'DHE-RSA-AES256-SHA256', dhparam: 'auto' }),
  run('ECDHE goes before', { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES128-GCM-SHA256', dhparam: 'auto' }),
  run('the client wants DHE', { dhparam: 'auto' }, dhe),
  run('none', dhe),
  run('unreadable', { ...dhe, dhparam: 'text' }),
  run('without DHE there is ECDHE', { ciphers: 'DHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256', ecdhCurve: 'prime256v1' }),
  run('minDHSize', { ...dhe, dhparam: group('modp14') }, { minDHSize: 2048 }),
  run('minDHSize, too small', { ...dhe, dhparam: group('modp14') }, { minDHSize: 2049 }),
  run('minDHSize, 1024 bits', { ...dhe, dhparam: group('modp2') }, {}),
  run('minDHSize, 1024 bits, too small', { ...dhe, dhparam: group('modp2') }, { minDHSize: 2048 }),
  run('minDHSize without DHE', { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' }, { minDHSize: 8192 }),
]);
