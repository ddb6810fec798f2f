// proves: tls.createServer options.SNICallback
// proves: server.addContext()
// proves: socket.servername
// proves: tls.connect options.servername
'use strict';

// addContext with wildcards, and SNICallback in every way in which it can answer.

const { ca, inTurn, journal, read, server: keys, tls, words } = require('./common');

const log = journal();
const context = () => tls.createSecureContext({ pfx: read('client.pfx') });

function ask(server, servername, done) {
  const options = { port: server.address().port, rejectUnauthorized: false, servername };
  const client = tls.connect(options, () => {
    log('client', servername, client.getPeerCertificate().subject.CN);
    client.end();
  });
  client.on('error', (error) => log('client', servername, error.code));
  client.on('close', () => setTimeout(done, 10));
  client.resume();
}

function serve(title, options, names, prepare) {
  return (done) => {
    const server = tls.createServer({ ...keys(), ...options }, (socket) => {
      log('server', socket.servername);
      socket.end();
    });
    server.on('tlsClientError', (error) => log('server', words(error)));
    if (prepare) prepare(server);
    server.listen(0, () => inTurn([
      ...names.map((name) => (next) => ask(server, name, next)),
      () => server.close(() => {
        log.print(title);
        done();
      }),
    ]));
  };
}

const names = ['a.example.com', 'example.com', 'b.a.example.com', 'x.test', ''];

inTurn([
  serve('contexts', {}, names, (server) => {
    server.addContext('*.example.com', { pfx: read('client.pfx') });
    server.addContext('x.test', context());
  }),
  serve('newest context first', {}, ['a.test'], (server) => {
    server.addContext('*.test', context());
    server.addContext('a.test', { pfx: read('server.pfx') });
  }),
  serve('calls back', { SNICallback: (name, cb) => cb(null, context()) }, ['a', 'b']),
  serve('calls back late', { SNICallback: (name, cb) => setTimeout(cb, 30, null, context()) }, ['a']),
  serve('calls back with its insides', { SNICallback: (name, cb) => cb(null, context().context) }, ['a']),
  serve('calls back with nothing', { SNICallback: (name, cb) => cb(null, null) }, ['a']),
  serve('takes the place of contexts', { SNICallback: (name, cb) => cb(null, undefined) }, ['x.test'], (server) => {
    server.addContext('x.test', context());
  }),
  serve('fails', { SNICallback: (name, cb) => cb(new Error('no such name')) }, ['a']),
  serve('gives nonsense', { SNICallback: (name, cb) => cb(null, { nonsense: true }) }, ['a']),
  serve('is not asked', { SNICallback: (name) => log('server', 'asked', name) }, ['']),
]);
