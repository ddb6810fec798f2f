// tlsjs only: Node fails an assertion of its own where one renegotiates over a stream that is no socket
'use strict';

// Renegotiation over any Duplex, in TLS inside TLS, and in secure pairs,
// where session stores work as well.

const net = require('net');
const { constants } = require('crypto');
const { Duplex } = require('stream');
const { ca, inTurn, server: keys, tls, words } = require('./common');

// A stream that is no socket, in front of one.
function plain(socket) {
  const stream = new Duplex({
    read() { socket.resume(); },
    write(chunk, encoding, callback) { socket.write(chunk, callback); },
    final(callback) {
      socket.end();
      callback();
    },
  });
  socket.on('data', (data) => { if (!stream.push(data)) socket.pause(); });
  socket.on('end', () => stream.push(null));
  socket.on('error', () => {});
  return stream;
}

// Echoes, and renegotiates at the word of the client.
function serve(socket, name) {
  socket.on('error', (error) => console.log(name, 'server', words(error)));
  socket.on('data', (data) => {
    if (String(data) === 'you') socket.renegotiate({}, (error) => socket.write(`renegotiated ${error}`));
    else socket.write(data);
  });
  socket.on('end', () => socket.end());
}

// Says words one after the other, renegotiates in between.
function talk(socket, name, done) {
  const said = [];
  const words = ['one', 'you', 'two', 'three'];
  socket.on('error', (error) => console.log(name, error.message));
  const say = () => {
    const word = words.shift();
    if (word === undefined) socket.end();
    else if (word === 'two') socket.renegotiate({}, () => socket.write(word));
    else socket.write(word);
  };
  socket.on('data', (data) => {
    said.push(String(data));
    say();
  });
  socket.on('close', () => {
    console.log(name, said.join());
    done();
  });
  say();
}

const old = { maxVersion: 'TLSv1.2' };

inTurn([
  (done) => {
    const server = net.createServer((raw) => {
      serve(new tls.TLSSocket(plain(raw), { isServer: true, ...keys(), ...old }), 'Duplex');
    });
    server.listen(0, () => {
      const raw = net.connect(server.address().port);
      const client = tls.connect({ socket: plain(raw), ca: ca(), servername: 'localhost' }, () => talk(client, 'Duplex', () => {
        raw.destroy();
        server.close(done);
      }));
    });
  },
  (done) => {
    const outer = tls.createServer({ ...keys(), ...old }, (socket) => {
      socket.on('error', () => {});
      serve(new tls.TLSSocket(socket, { isServer: true, ...keys(), ...old }), 'TLS in TLS');
    });
    outer.listen(0, () => {
      const below = tls.connect({ port: outer.address().port, ca: ca() }, () => {
        const client = tls.connect({ socket: below, ca: ca(), servername: 'localhost' }, () => {
          // The outer connection renegotiates too.
          below.renegotiate({}, (error) => console.log('the outer one', error));
          talk(client, 'TLS in TLS', () => outer.close(done));
        });
      });
    });
  },
  (done) => {
    const one = tls.createSecurePair(tls.createSecureContext({ ...keys(), ...old }), true, false, false);
    const two = tls.createSecurePair(tls.createSecureContext({ ca: ca() }), false, false, false);
    one.encrypted.pipe(two.encrypted).pipe(one.encrypted);
    let secure = 0;
    one.on('secure', () => secure++);
    one.cleartext.on('secure', () => console.log('pairs', 'secure'));
    serve(one.cleartext, 'pairs');
    two.on('secure', () => {
      console.log('pairs', two.cleartext.authorized);
      talk(two.cleartext, 'pairs', () => {
        console.log('pairs', 'told', secure);
        one.destroy();
        done();
      });
    });
  },
  (done) => {
    tls.CLIENT_RENEG_LIMIT = 1;
    const one = tls.createSecurePair(tls.createSecureContext({ ...keys(), ...old }), true);
    const two = tls.createSecurePair(tls.createSecureContext({ ca: ca() }), false);
    one.encrypted.pipe(two.encrypted).pipe(one.encrypted);
    one.cleartext.on('error', (error) => console.log('pair', words(error)));
    one.cleartext.on('close', () => {
      console.log('pair', one.cleartext.destroyed);
      two.destroy();
      done();
    });
    one.cleartext.resume();
    two.cleartext.on('error', () => {});
    two.cleartext.resume();
    two.on('secure', function again() { two.cleartext.renegotiate({}, again); });
  },
  (done) => {
    // The server of a pair is asked for sessions.
    const server = net.createServer((raw) => {
      const context = tls.createSecureContext({ ...keys(), ...old, secureOptions: constants.SSL_OP_NO_TICKET });
      const pair = tls.createSecurePair(context, true, false, false, { server });
      pair.encrypted.pipe(raw).pipe(pair.encrypted);
      pair.on('secure', () => {
        console.log('store', pair.cleartext.isSessionReused());
        pair.cleartext.end();
      });
      pair.cleartext.on('error', () => {});
      raw.on('error', () => {});
    });
    const sessions = {};
    server.on('newSession', (id, data, callback) => {
      sessions[id.toString('hex')] = data;
      callback();
    });
    server.on('resumeSession', (id, callback) => callback(null, sessions[id.toString('hex')]));
    let session;
    let left = 2;
    server.listen(0, function connect() {
      if (left-- === 0) {
        server.close(done);
        return;
      }
      const client = tls.connect({ port: server.address().port, ca: ca(), maxVersion: 'TLSv1.2', session });
      client.on('session', (fresh) => { session = fresh; });
      client.on('error', (error) => console.log(error.message));
      client.resume().on('close', connect);
    });
  },
]);
