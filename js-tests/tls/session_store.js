// proves: event 'newSession'
// proves: event 'resumeSession'
'use strict';

// newSession and resumeSession: a server keeps its sessions itself, in TLS 1.2
// without tickets. Answers that are late, empty, wrong, or repeated.

const { constants } = require('crypto');
const { ca, inTurn, journal, server: keys, tls, words } = require('./common');

const log = journal();

function run(name, times, listen, serverOptions, clientOptions) {
  return (done) => {
    const server = tls.createServer({
      ...keys(), maxVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET, ...serverOptions,
    }, (socket) => {
      log('server', 'reused', socket.isSessionReused());
      socket.end('x');
    });
    server.on('tlsClientError', (error) => log('server', 'tlsClientError', error instanceof Error ? words(error) : error));
    listen(server);
    let session;
    let left = times;
    server.listen(0, function connect() {
      if (left-- === 0) {
        server.close(() => {
          log.print(name);
          done();
        });
        return;
      }
      const client = tls.connect({
        port: server.address().port, ca: ca(), maxVersion: 'TLSv1.2', servername: 'localhost', session, ...clientOptions,
      });
      client.on('secureConnect', () => log('client', 'reused', client.isSessionReused(), client.authorized));
      client.on('session', (fresh) => {
        // Whether a resumed session gets a new ticket is the server's to say.
        if (!client.isSessionReused()) log('client', 'session', fresh.length > 100, fresh.equals(client.getSession()));
        session = fresh;
      });
      client.on('error', (error) => log('client', error.code));
      client.on('close', (hadError) => {
        log('client', 'close', hadError);
        setTimeout(connect, 20);
      });
      client.resume();
    });
  };
}

// A store as in Node's documents.
function store(server) {
  const sessions = {};
  server.on('newSession', (id, data, callback) => {
    log('store', 'new', Buffer.isBuffer(id), id.length, Buffer.isBuffer(data), data.length > 80);
    sessions[id.toString('hex')] = data;
    callback();
  });
  server.on('resumeSession', (id, callback) => {
    const found = sessions[id.toString('hex')];
    log('store', 'resume', id.length, found !== undefined);
    callback(null, found || null);
  });
}

const keepsNothing = (server) => server.on('newSession', (id, data, callback) => callback());
const answer = (reply) => (server) => {
  keepsNothing(server);
  server.on('resumeSession', (id, callback) => {
    log('store', 'resume');
    reply(callback);
  });
};

function lateStore(server) {
  const sessions = new Map();
  let stored = false;
  server.on('secureConnection', () => log('store', 'after the answer', stored));
  server.on('newSession', (id, data, callback) => {
    stored = false;
    setTimeout(() => {
      stored = true;
      sessions.set(id.toString('hex'), data);
      callback();
      callback();
    }, 50);
  });
  server.on('resumeSession', (id, callback) => setTimeout(() => callback(null, sessions.get(id.toString('hex'))), 50));
}

inTurn([
  run('a store', 3, store),
  // Such a client shows an id that it has made up.
  run('a store, the client could do TLS 1.3', 2, store, {}, { maxVersion: 'TLSv1.3' }),
  run('tickets', 2, store, { secureOptions: 0 }),
  run('a late store', 2, lateStore),
  run('a store that fails to keep', 1, (server) => server.on('newSession', (id, data, callback) => {
    callback(new Error('full'));
  })),
  run('not found', 2, answer((callback) => callback(null, null))),
  run('nothing said', 2, answer((callback) => callback())),
  run('not a session', 2, answer((callback) => callback(null, Buffer.from('not a session')))),
  run('not a Buffer', 2, answer((callback) => callback(null, 'text'))),
  run('an error', 2, answer((callback) => callback(new Error('out of order')))),
  run('another error', 2, answer((callback) => callback('text'))),
  run('a late error', 2, answer((callback) => setTimeout(callback, 20, new Error('out of order, late')))),
  run('two answers', 2, answer((callback) => {
    callback(null, null);
    callback(null, null);
  })),
  run('newSession alone', 2, (server) => server.on('newSession', (id, data, callback) => {
    log('store', 'new');
    callback();
  })),
  run('resumeSession alone', 2, (server) => server.on('resumeSession', (id, callback) => {
    log('store', 'resume');
    callback(null, null);
  })),
  run('another context', 3, (server) => {
    store(server);
    let connections = 0;
    server.on('secureConnection', () => {
      if (++connections === 1) server.setSecureContext({ ...keys(), maxVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET, sessionIdContext: 'other' });
    });
  }, { sessionIdContext: 'one' }),
]);
