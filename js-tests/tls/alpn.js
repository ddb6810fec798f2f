'use strict';

// ALPN on both sides, the callback, and refusals.

const assert = require('assert');
const { ca, inTurn, journal, server: keys, tls, watch, words } = require('./common');

const log = journal();

function run(title, serverOptions, clientOptions) {
  return (done) => {
    let left = 2; // the client's end, and the server's word
    const over = () => {
      if (--left > 0) return;
      server.close(() => {
        log.print(title);
        done();
      });
    };
    const server = tls.createServer({ ...keys(), ...serverOptions }, (socket) => {
      log('server', socket.alpnProtocol);
      socket.end();
      over();
    });
    server.on('tlsClientError', (error) => {
      log('server', words(error));
      over();
    });
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca(), ...clientOptions });
      client.on('secureConnect', () => log('client', client.alpnProtocol));
      // How the client hears of a callback that fails is not agreed on.
      watch(log, 'client', client, title === 'chosen nonsense' ? ['close'] : ['error', 'close']);
      client.on('error', () => {});
      client.resume();
      client.on('close', over);
    });
  };
}

const callback = (choose) => ({
  ALPNCallback: (offer) => {
    log('callback', JSON.stringify(offer));
    return choose(offer);
  },
});

inTurn([
  run('in common', { ALPNProtocols: ['a', 'b', 'c'] }, { ALPNProtocols: ['b', 'c'] }),
  run('none offered', { ALPNProtocols: ['a'] }, {}),
  run('none served', {}, { ALPNProtocols: ['a'] }),
  run('nothing in common', { ALPNProtocols: ['a'] }, { ALPNProtocols: ['b'] }),
  run('buffers', { ALPNProtocols: Buffer.from('\x01a\x02bb', 'latin1') }, { ALPNProtocols: Buffer.from('\x02bb', 'latin1') }),
  run('typed arrays', { ALPNProtocols: new Uint8Array([1, 97]) }, { ALPNProtocols: new Uint8Array([1, 97]) }),
  run('chosen', callback(({ protocols }) => protocols[1]), { ALPNProtocols: ['a', 'b'], servername: 'localhost' }),
  run('chosen none', callback(() => undefined), { ALPNProtocols: ['a', 'b'] }),
  run('chosen nonsense', callback(() => 'z'), { ALPNProtocols: ['a', 'b'] }),
  run('beyond ASCII, text', { ALPNProtocols: ['\xe9'] }, { ALPNProtocols: Buffer.from([2, 0xc3, 0xa9]) }),
  run('beyond ASCII, bytes', { ALPNProtocols: Buffer.from([1, 0xe9]) }, { ALPNProtocols: Buffer.from([1, 0xe9]) }),
  run('callback without offer', callback(() => 'a'), {}),
  (done) => {
    const out = {};
    tls.convertALPNProtocols(['http/1.1', 'h2'], out);
    console.log(out);
    assert.throws(() => tls.convertALPNProtocols(['x'.repeat(256)], out), { code: 'ERR_OUT_OF_RANGE' });
    done();
  },
]);
