'use strict';

// A server with a certificate and with pre-shared keys serves each client by what
// that has.

const { ca, inTurn, journal, server: keys, tls, words } = require('./common');

const log = journal();
const psk = Buffer.from('82072606b502b0f4025e90eb75fe137d', 'hex');
const key = { pskCallback: () => ({ psk, identity: 'me' }) };
const subject = ({ subject }) => (subject === undefined ? 'none' : subject.CN);

function run(title, serverCiphers, clientOptions, serverOptions) {
  return (done) => {
    const server = tls.createServer({ ...keys(), ciphers: serverCiphers, pskCallback: () => psk, ...serverOptions }, (socket) => {
      log('server', subject(socket.getPeerCertificate()), subject(socket.getCertificate()) !== 'none');
      socket.end('x');
    });
    server.on('tlsClientError', (error) => log('server', words(error)));
    server.listen(0, () => {
      const client = tls.connect({
        ca: ca(), port: server.address().port, checkServerIdentity() {}, ...clientOptions,
      }, () => log('client', client.getProtocol(), client.getCipher().name, client.authorized,
                   client.authorizationError, subject(client.getPeerCertificate())));
      client.on('error', (error) => log('client', words(error)));
      client.resume().on('close', () => server.close(() => {
        log.print(title);
        done();
      }));
    });
  };
}

const max = { maxVersion: 'TLSv1.2' };
inTurn([
  run('a client without keys', 'HIGH:PSK', {}),
  run('a client without keys, TLS 1.2', 'ECDHE-RSA-AES128-GCM-SHA256:PSK', max),
  run('a client with a key alone', 'PSK:HIGH', { ...key, ...max, ciphers: 'aPSK' }),
  run('the server\'s order', 'ECDHE-PSK-AES128-CBC-SHA256:ECDHE-RSA-AES128-GCM-SHA256',
      { ...key, ...max, ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-PSK-AES128-CBC-SHA256' }, { honorCipherOrder: true }),
  run('the server\'s order, a certificate', 'ECDHE-RSA-AES128-GCM-SHA256:PSK',
      { ...key, ...max, ciphers: 'PSK:ECDHE-RSA-AES128-GCM-SHA256' }, { honorCipherOrder: true }),
  run('RSA and a key', 'kRSAPSK', { ...key, ...max, ciphers: 'kRSAPSK' }),
  run('RSA that is not trusted, and a key', 'kRSAPSK', { ...key, ...max, ciphers: 'kRSAPSK', ca: [], rejectUnauthorized: false }),
  run('nothing in common', 'kDHEPSK', { ...key, ...max, ciphers: 'kPSK' }),
]);
