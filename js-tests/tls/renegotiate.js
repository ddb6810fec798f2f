// proves: socket.renegotiate()
'use strict';

// renegotiate from both sides: arguments, results, events; TLS 1.3 has none.

const assert = require('assert');
const { ca, inTurn, journal, server: keys, tls, words } = require('./common');

const log = journal();

function connected(options, onserver, onclient, done) {
  const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2', ...options }, (socket) => {
    socket.on('secure', () => log('server', 'secure'));
    socket.on('error', (error) => log('server', words(error)));
    socket.on('close', (hadError) => log('server', 'close', hadError));
    socket.resume();
    onserver(socket);
  });
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca() });
    client.once('secureConnect', () => {
      for (const event of ['secure', 'secureConnect']) client.on(event, () => log('client', event));
      setImmediate(onclient, client);
    });
    client.on('error', (error) => log('client', words(error)));
    client.on('close', (hadError) => {
      log('client', 'close', hadError);
      server.close(done);
    });
    client.resume();
  });
}

const both = (name, options, onserver, onclient) => (done) => connected(options, onserver, onclient, () => setTimeout(() => {
  log.print(name);
  done();
}, 20));

inTurn([
  (done) => {
    const socket = new tls.TLSSocket(null, {});
    for (const args of [[], [null], ['text'], [() => {}], [{}, null], [{}, 1], [{}, {}]]) {
      assert.throws(() => socket.renegotiate(...args), (error) => {
        console.log(words(error));
        return error instanceof TypeError;
      });
    }
    socket.destroy();
    console.log('destroyed', socket.renegotiate({}, () => console.log('called')));
    assert.throws(() => socket.renegotiate(), { code: 'ERR_INVALID_ARG_TYPE' });
    done();
  },
  both('from the client', {}, () => {}, (client) => {
    const again = (left) => {
      const result = client.renegotiate({}, (error) => {
        log('client', 'called back', String(error), client.isSessionReused(), client.getProtocol());
        if (left > 1) again(left - 1);
        else client.end();
      });
      log('client', result);
    };
    again(3);
  }),
  both('without a callback', {}, () => {}, (client) => {
    log('client', client.renegotiate({}));
    client.once('secure', () => setImmediate(() => client.end()));
  }),
  both('twice at once', {}, () => {}, (client) => {
    client.renegotiate({}, (error) => log('client', 'first', String(error)));
    client.renegotiate({}, (error) => {
      log('client', 'second', String(error));
      client.end();
    });
  }),
  both('from the server', {}, (socket) => {
    log('server', socket.renegotiate({}, (error) => {
      log('server', 'called back', String(error), socket.authorized);
      socket.end();
    }));
  }, () => {}),
  both('TLS 1.3', { maxVersion: 'TLSv1.3' }, (socket) => {
    log('server', socket.renegotiate({}, (error) => log('server', words(error), error.library, error.reason)));
  }, (client) => {
    log('client', client.renegotiate({}));
    log('client', client.renegotiate({}, (error) => {
      log('client', words(error), error.library, error.reason);
      client.end();
    }));
    log('client', 'not called yet');
  }),
]);
