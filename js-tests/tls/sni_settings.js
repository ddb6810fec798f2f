'use strict';

// The context of a name brings its certificate. Versions, ciphers, curves and
// options stay the server's.

const { SSL_OP_NO_TLSv1_3: no13 } = require('constants');
const { inTurn, read, server: keys, tls } = require('./common');

const [first, second] = ['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES128-GCM-SHA256'];
const old = { maxVersion: 'TLSv1.2' };
const other = () => ({ key: read('client-key.pem'), cert: read('client-cert.pem') });

function run(how, ours, context, theirs) {
  return (done) => {
    const chosen = { ...other(), ...context };
    const options = { ...keys(), ...ours };
    if (how === 'SNICallback') options.SNICallback = (name, cb) => cb(null, tls.createSecureContext(chosen));
    const server = tls.createServer(options, (socket) => socket.on('error', () => {}).end());
    server.on('tlsClientError', () => {});
    if (how === 'addContext') server.addContext('foo.example', chosen);
    server.listen(0, () => {
      const { port } = server.address();
      const client = tls.connect({ port, servername: 'foo.example', rejectUnauthorized: false, ...theirs }, () => {
        console.log(how, client.getProtocol(), client.getCipher().name, client.getPeerCertificate().subject.CN,
                    ours.ecdhCurve ? client.getEphemeralKeyInfo().name : '');
      });
      client.on('error', (error) => console.log(how, error.code));
      client.resume().on('close', () => server.close(done));
    });
  };
}

inTurn(['addContext', 'SNICallback'].flatMap((how) => [
  [{}, old, {}],
  [old, {}, {}],
  [old, { maxVersion: 'TLSv1.3' }, {}],
  [{ minVersion: 'TLSv1.3' }, {}, old],
  [{}, { minVersion: 'TLSv1.3' }, old],
  [{}, { ciphers: first }, old],
  [{ ciphers: first }, { ciphers: second }, old],
  [{}, { honorCipherOrder: true, ciphers: `${first}:${second}` }, { ...old, ciphers: `${second}:${first}` }],
  [{ secureOptions: no13 }, {}, {}],
  [{}, { secureOptions: no13 }, {}],
  [{ ecdhCurve: 'P-256' }, { ecdhCurve: 'P-384' }, {}],
].map((settings) => run(how, ...settings))));
