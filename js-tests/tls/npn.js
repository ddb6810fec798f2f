// proves: new tls.TLSSocket options.NPNProtocols
// proves: socket.npnProtocol
// proves: tls.connect options.NPNProtocols
// proves: tls.createServer options.NPNProtocols
// tlsjs only: NPN is no longer in Node
'use strict';

process.noDeprecation = true;

// NPNProtocols on both sides, one, or none, in all forms; npnProtocol; with ALPN.

const { ca, inTurn, journal, server: keys, tls, words } = require('./common');

const log = journal();

function run(name, serverOptions, clientOptions) {
  return (done) => {
    const server = tls.createServer({ ...keys(), ...serverOptions }, (socket) => {
      log('server', JSON.stringify(socket.npnProtocol), JSON.stringify(socket.alpnProtocol), socket.getProtocol());
      socket.end('x');
    });
    server.on('tlsClientError', (error) => log('server', words(error)));
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca(), ...clientOptions });
      if (client.npnProtocol !== null) console.log('before the handshake', client.npnProtocol);
      client.on('secureConnect', () => {
        log('client', JSON.stringify(client.npnProtocol), JSON.stringify(client.alpnProtocol), client.getProtocol());
      });
      client.on('error', (error) => log('client', words(error)));
      client.resume().on('close', () => server.close(() => {
        log.print(name);
        done();
      }));
    });
  };
}

const npn = (...names) => ({ NPNProtocols: names });
const wire = Buffer.from('\x06spdy/3\x08http/1.1', 'latin1');

for (const [value, code] of [['text', 'ERR_INVALID_ARG_TYPE'], [{}, 'ERR_INVALID_ARG_TYPE'],
                             [[`${'a'.repeat(256)}`], 'ERR_OUT_OF_RANGE'], [Buffer.from([5, 65]), 'ERR_INVALID_ARG_VALUE']]) {
  for (const take of [
    () => tls.createServer({ NPNProtocols: value }),
    () => tls.connect({ port: 1, NPNProtocols: value }),
    () => new tls.TLSSocket(null, { NPNProtocols: value }),
    () => tls.createSecurePair(null, true, false, false, { NPNProtocols: value }),
  ]) {
    try {
      take();
      console.log('taken', value);
    } catch (error) {
      if (error.code !== code) throw error;
    }
  }
}

const out = {};
tls.convertNPNProtocols(['a', 'bc', 'é'], out);
console.log(out.NPNProtocols);
tls.convertNPNProtocols(wire, out);
console.log(out.NPNProtocols.equals(wire));

inTurn([
  run("the server's order decides", npn('a', 'b', 'c'), npn('c', 'b')),
  run('no overlap', npn('a'), npn('x', 'y')),
  run('the server alone', npn('a'), {}),
  run('the client alone', {}, npn('x')),
  run('neither', {}, {}),
  run('empty lists', npn(), npn()),
  run('Buffers', { NPNProtocols: wire }, { NPNProtocols: wire.subarray(7) }),
  run('more than ASCII', npn('é'), npn('é')),
  run('ALPN besides', { ...npn('a', 'b'), ALPNProtocols: ['x', 'y'] }, { ...npn('b'), ALPNProtocols: ['y'] }),
  run('ALPN on the server alone', { ...npn('a', 'b'), ALPNProtocols: ['x'] }, npn('b')),
  run('a client of TLS 1.3', npn('a'), { ALPNProtocols: ['x'] }),
  run('TLS 1.0', { ...npn('a'), minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' },
    { ...npn('a'), minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }),
  (done) => {
    const one = tls.createSecurePair(tls.createSecureContext(keys()), true, false, false, npn('a', 'b'));
    const two = tls.createSecurePair(tls.createSecureContext({ ca: ca() }), false, false, false, npn('b'));
    one.encrypted.pipe(two.encrypted).pipe(one.encrypted);
    let left = 2;
    for (const pair of [one, two]) {
      pair.on('secure', () => {
        if (--left > 0) return;
        console.log('pairs', one.cleartext.npnProtocol, two.cleartext.npnProtocol);
        one.destroy();
        two.destroy();
        done();
      });
    }
  },
]);
