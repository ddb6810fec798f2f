// proves: tls.connect()
// proves: tls.createServer()
// proves: tls.connect options.host
// proves: tls.connect options.port
// proves: tls.connect options.path
'use strict';

// Every form in which connect and createServer can be called.

const assert = require('assert');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const { ca, inTurn, server: keys, tls } = require('./common');

const server = tls.createServer(keys(), (socket) => socket.end('hello'));

function talk(name, socket, done) {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (piece) => { text += piece; });
  // Over a socket that connects later Node breaks a pipe at the end.
  socket.on('error', (error) => error.code === 'EPIPE' || console.log(name, 'error', error.code));
  socket.on('close', () => {
    console.log(name, text, socket.authorized, socket.authorizationError, socket.encrypted);
    done();
  });
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const trust = { ca: ca() };
  const forms = {
    'port, options': (cb) => tls.connect(port, trust, cb),
    'port, host, options': (cb) => tls.connect(port, 'localhost', trust, cb),
    'options': (cb) => tls.connect({ port, ...trust }, cb),
    'options over arguments': (cb) => tls.connect(1, '10.255.255.1', { port, host: 'localhost', ...trust }, cb),
    'port as text': (cb) => tls.connect(String(port), trust, cb),
    'without trust': (cb) => tls.connect({ port, rejectUnauthorized: false }, cb),
    'connected socket': (cb, go) => {
      const raw = net.connect(port, '127.0.0.1', () => go(tls.connect({ socket: raw, servername: 'localhost', ...trust }, cb)));
    },
    'connecting socket': (cb) => tls.connect({ socket: net.connect(port, '127.0.0.1'), host: 'localhost', ...trust }, cb),
    'socket that connects later': (cb) => {
      const raw = new net.Socket();
      const secure = tls.connect({ socket: raw, ...trust }, cb);
      raw.connect(port, '127.0.0.1');
      return secure;
    },
  };
  inTurn([
    ...Object.keys(forms).map((name) => (done) => {
      let told = false;
      const go = (socket) => talk(name, socket, () => {
        assert(told, `no callback: ${name}`);
        done();
      });
      const socket = forms[name](() => { told = true; }, go);
      if (socket) {
        assert(socket instanceof tls.TLSSocket && socket instanceof net.Socket);
        go(socket);
      }
    }),
    (done) => {
      server.close(done);
    },
    unixSocket,
    withoutNew,
  ]);
});

function unixSocket(done) {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tls-')), 'socket');
  const local = tls.createServer(keys());
  local.on('secureConnection', (socket) => {
    console.log('unix server', socket.remoteAddress, socket.servername);
    socket.end('over a path');
  });
  local.listen(file, () => {
    assert.strictEqual(local.address(), file);
    inTurn([
      (next) => talk('path option', tls.connect({ path: file, ca: ca() }), next),
      (next) => talk('path, options', tls.connect(file, { ca: ca() }), next),
      () => local.close(() => {
        fs.rmSync(path.dirname(file), { recursive: true });
        done();
      }),
    ]);
  });
}

function withoutNew(done) {
  const plain = tls.Server(keys(), (socket) => socket.end('no new'));
  assert(plain instanceof tls.Server && plain instanceof net.Server);
  const empty = tls.createServer((socket) => socket.end());
  assert.strictEqual(empty.listenerCount('secureConnection'), 1);
  plain.listen(() => talk('Server without new', tls.connect(plain.address().port, { ca: ca() }), () => plain.close(done)));
}
