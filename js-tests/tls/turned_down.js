'use strict';

// A client that turns its server down after the handshake: what a TLS 1.2 server,
// which has the last word in it, hears, also of what it has written since.

const assert = require('assert');
const { inTurn, server: keys, tls, words } = require('./common');

const acts = {
  nothing() {},
  'a write': (socket, log) => socket.write('hello', () => log.push('written')),
  'three writes': (socket, log) => {
    for (const text of ['hello', 'again', 'more']) socket.write(text, () => log.push(`written ${text}`));
  },
  'an end': (socket) => socket.end('hello'),
  'a later write': (socket, log) => setImmediate(() => socket.write('hello', () => log.push('written'))),
};

function run(title, act, clientOptions) {
  return (done) => {
    const log = [];
    let open = 2;
    const closed = () => {
      if (--open > 0) return;
      console.log(title, log.join(' | '));
      server.close(done);
    };
    const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2' }, (socket) => {
      log.push('secureConnection');
      socket.on('error', (error) => log.push(words(error)));
      for (const event of ['end', 'finish']) socket.on(event, () => log.push(event));
      socket.on('close', (hadError) => {
        log.push(`close ${hadError}`);
        closed();
      });
      act(socket.resume(), log);
    });
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ...clientOptions }, assert.fail);
      client.on('error', (error) => assert(['DEPTH_ZERO_SELF_SIGNED_CERT', 'MINE'].includes(error.code)));
      client.on('close', closed);
    });
  };
}

const mine = Object.assign(new Error('mine'), { code: 'MINE' });
const steps = [];
for (const [name, act] of Object.entries(acts)) {
  steps.push(run(`${name}, not trusted:`, act, {}));
  steps.push(run(`${name}, another's:`, act, { ca: keys().cert, checkServerIdentity: () => mine }));
}
inTurn([...steps, ...steps, ...steps]);
