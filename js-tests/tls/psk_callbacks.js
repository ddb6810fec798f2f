'use strict';

// pskCallback and pskIdentityHint: what the functions are called with, what they
// may give, and where their errors go.

const { inTurn, journal, server: keys, tls, words } = require('./common');

const log = journal();
const psk = Buffer.from('82072606b502b0f4025e90eb75fe137d', 'hex');
const good = { psk, identity: 'me' };
const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

// Node 20 misspells a code, which later versions write as here. Keys are not shown.
const told = (error) => words(error).replace('IDENTIY', 'IDENTITY').replace(/Received <Buffer.*|Received '.*/s, '...');

function run(title, serverOptions, clientOptions, hangsUp) {
  return (done) => {
    const both = { ciphers: 'PSK', maxVersion: 'TLSv1.2' };
    const server = tls.createServer({
      ...both,
      pskCallback(socket, identity) {
        log('server', 'asked', JSON.stringify(identity), socket === this, socket instanceof tls.TLSSocket,
            arguments.length, socket.servername);
        return psk;
      },
      ...serverOptions,
    }, (socket) => {
      log('server', 'connection');
      socket.end();
    });
    // How a client that gives up looks to a server is a matter of time.
    server.on('tlsClientError', (error) => {
      if (!hangsUp) log('server', told(error));
    });
    server.listen(0, () => {
      const client = tls.connect({
        ...both, port: server.address().port, checkServerIdentity() {},
        pskCallback(hint) {
          log('client', 'asked', JSON.stringify(hint), this === client, arguments.length);
          return good;
        },
        ...clientOptions,
      });
      client.on('secureConnect', () => log('client', 'secureConnect'));
      client.on('error', (error) => log('client', told(error)));
      client.resume().on('close', () => server.close(() => {
        log.print(title);
        done();
      }));
    });
  };
}

const gives = (value) => ({ pskCallback: () => value });
const throws = { pskCallback() { throw new RangeError('mine'); } };
const hint = (text) => ({ pskIdentityHint: text });

for (const options of [
  { pskCallback: 'x' }, { pskIdentityHint: 1 }, { pskCallback() {}, pskIdentityHint: {} },
]) {
  for (const take of [
    () => tls.createServer({ ...keys(), ciphers: 'PSK', ...options }),
    () => new tls.TLSSocket(null, { isServer: true, ciphers: 'PSK', ...options }),
  ]) {
    try {
      take();
      console.log('taken');
    } catch (error) {
      console.log(words(error));
    }
  }
}
try {
  tls.connect({ port: 1, ciphers: 'PSK', pskCallback: 'x' });
} catch (error) {
  console.log(words(error));
}

inTurn([
  run('both', {}, {}),
  run('a name', {}, { servername: 'server.example' }),
  run('a hint', hint('hint é'), {}),
  run('a hint with a zero', hint('a\0b'), {}),
  run('a hint of 256 bytes', hint('h'.repeat(256)), {}),
  run('a hint of 257 bytes', hint('h'.repeat(257)), {}),
  run('an empty hint', hint(''), {}),
  run('a hint where nothing else is sent', { ...hint('x'), ciphers: 'kPSK' }, {}),
  run('no hint, nothing sent', { ciphers: 'kPSK' }, {}),
  run('no server function', { pskCallback: undefined }, {}),
  run('no client function', {}, { pskCallback: undefined }, true),
  // The client's.
  run('client: undefined', {}, gives(undefined)),
  run('client: null', {}, gives(null)),
  run('client: text', {}, gives('x'), true),
  run('client: array', {}, gives([]), true),
  run('client: no key', {}, gives({ identity: 'me' }), true),
  run('client: text as key', {}, gives({ psk: 'x', identity: 'me' }), true),
  run('client: no identity', {}, gives({ psk }), true),
  run('client: number as identity', {}, gives({ psk, identity: 1 }), true),
  run('client: empty key', {}, gives({ psk: Buffer.alloc(0), identity: 'me' })),
  run('client: empty identity', {}, gives({ psk, identity: '' })),
  run('client: zero in the identity', {}, gives({ psk, identity: 'a\0b' })),
  run('client: 256 bytes of identity', {}, gives({ psk, identity: 'é'.repeat(128) })),
  run('client: 257 bytes of identity', {}, gives({ psk, identity: 'i'.repeat(257) }), true),
  run('client: 513 bytes of key', {}, gives({ psk: Buffer.alloc(513), identity: 'me' }), true),
  run('client: another key', {}, gives({ psk: Buffer.alloc(16), identity: 'me' })),
  run('client: views', {}, gives({ psk: view(psk), identity: 'me' })),
  run('client: throws', {}, throws, true),
  // The server's.
  run('server: undefined', gives(undefined), {}),
  run('server: null', gives(null), {}),
  run('server: text', gives('x'), {}),
  run('server: false', gives(false), {}),
  run('server: object', gives({}), {}),
  run('server: object with key', gives({ psk }), {}),
  run('server: promise', gives(Promise.resolve(psk)), {}),
  run('server: ArrayBuffer', gives(new ArrayBuffer(16)), {}),
  run('server: view', gives(view(psk)), {}),
  run('server: empty key', gives(Buffer.alloc(0)), {}),
  run('server: 512 bytes of key', gives(Buffer.alloc(512, 1)), gives({ psk: Buffer.alloc(512, 1), identity: 'x' })),
  run('server: 513 bytes of key', gives(Buffer.alloc(513)), {}),
  run('server: another key', gives(Buffer.alloc(16)), {}),
  run('server: throws', throws, {}),
  run('server: destroys', { pskCallback(socket) { socket.destroy(); return psk; } }, {}),
]);
