'use strict';

// In which context the events and hooks of TLS come.

const net = require('net');
const tls = require('tls');
const { Duplex } = require('stream');
const { see, sees, storage, watch, within } = require('./common');
const { SSL_OP_NO_TICKET } = require('constants');
const { inTurn, server: keys } = require('../tls/common');

const events = [
  'lookup', 'connect', 'ready', 'secure', 'secureConnect', 'session', 'keylog', 'OCSPResponse', 'data', 'end', 'finish',
  'error', 'close',
];
const serverEvents = [
  'listening', 'connection', 'secureConnection', 'keylog', 'tlsClientError', 'close',
];

// What a server gives its socket.
function serve(name, options, listener) {
  const server = within('created', () => tls.createServer({ ...keys(), ...options }, listener));
  watch(server, name, serverEvents.filter((e) => e !== 'connection' || options.plain));
  return server;
}

function accept(name) {
  return (c) => {
    see(`${name} listener`);
    process.nextTick(() => see(`${name} tick`));
    watch(c, `${name} accepted`, ['data', 'end', 'close']);
    c.on('data', (d) => within('answer', () => c.write(d, sees(`${name} accepted write`))));
    c.on('error', sees(`${name} accepted error`));
  };
}

// One conversation over a client.
function talk(name, c, done) {
  const varies = name === 'stream' ? ['keylog', 'session', 'finish'] : name === 'over' ? ['keylog', 'session'] : [];
  watch(c, name, events.filter((e) => !varies.includes(e)));
  within('early', () => c.write('early', sees(`${name} early write`)));
  c.on('secureConnect', () => {
    within('write', () => c.write('x', sees(`${name} write`)));
  });
  let left = 'earlyx'.length;
  c.on('data', (d) => {
    left -= d.length;
    if (left === 0) setTimeout(() => within('end', () => {
      // The other end of a stream may be quicker than its own.
      c.end(name === 'stream' ? undefined : sees(`${name} end callback`));
    }), 10);
  });
  c.on('close', () => setTimeout(done, 20));
}

const insecure = { rejectUnauthorized: false };

// plain: somebody listens for the connections below TLS.
function exchange(name, options, clientOptions) {
  return (done) => {
    const server = serve(`${name} server`, options, accept(`${name} server`));
    within('listen', () => server.listen(0, () => {
      const { port } = server.address();
      const c = within('client', () => tls.connect(
        { port, ...insecure, ...clientOptions }, sees(`${name} connect callback`)));
      talk(name, c, () => server.close(done));
    }));
  };
}

const hooks = (version) => (done) => {
  const name = `hooks of ${version}`;
  const server = serve(`${name} server`, {
    minVersion: version,
    maxVersion: version,
    SNICallback(servername, cb) {
      see(`${name} SNICallback`);
      within('sni', () => setTimeout(cb, 1, null, tls.createSecureContext(keys())));
    },
    ALPNCallback: sees(`${name} ALPNCallback`, () => 'a'),
  }, accept(`${name} server`));
  server.on('OCSPRequest', sees(`${name} OCSPRequest`, (cert, issuer, cb) => {
    within('ocsp', () => setImmediate(cb, null, Buffer.from('x')));
  }));
  within('listen', () => server.listen(0, () => {
    const { port } = server.address();
    const c = within('client', () => tls.connect(
      { port, ...insecure, requestOCSP: true, servername: 'a.example', ALPNProtocols: ['a'] }));
    talk(name, c, () => server.close(done));
  }));
};

// A server with a store of sessions, which the second client's comes from.
function store(done) {
  const server = serve('store server', { maxVersion: 'TLSv1.2', secureOptions: SSL_OP_NO_TICKET }, accept('store server'));
  const kept = new Map();
  server.on('newSession', sees('newSession', (id, data, cb) => {
    kept.set(id.toString('hex'), data);
    within('stored', () => setImmediate(cb));
  }));
  server.on('resumeSession', sees('resumeSession', (id, cb) => {
    within('found', () => setImmediate(cb, null, kept.get(id.toString('hex'))));
  }));
  within('listen', () => server.listen(0, () => {
    const { port } = server.address();
    const c = within('client', () => tls.connect({ port, ...insecure }));
    talk('store', c, () => {
      const session = c.getSession();
      const again = within('again', () => tls.connect({ port, session, ...insecure }));
      again.on('secureConnect', () => see(`resumed ${again.isSessionReused()}`));
      talk('store again', again, () => server.close(done));
    });
  }));
}

// A server that cannot agree with its client.
function disagreement(done) {
  const server = serve('disagreement server', { minVersion: 'TLSv1.3' }, () => {});
  server.on('tlsClientError', (err, c) => c.on('close', sees('disagreement accepted close')));
  within('listen', () => server.listen(0, () => {
    const c = within('client', () => tls.connect({ port: server.address().port, ...insecure, maxVersion: 'TLSv1.2' }));
    watch(c, 'disagreement', events);
    c.on('close', () => setTimeout(() => server.close(done), 20));
  }));
}

function untrusted(done) {
  const server = tls.createServer(keys(), (c) => c.on('error', () => {}));
  server.listen(0, () => {
    const c = within('client', () => tls.connect({ port: server.address().port }));
    watch(c, 'untrusted', ['error', 'close']);
    c.on('close', () => setTimeout(() => server.close(done), 20));
  });
}

// TLS over a socket that is connected in another context, and over any stream.
function over(done) {
  const server = serve('over server', {}, accept('over server'));
  server.listen(0, () => {
    const socket = within('socket', () => net.connect(server.address().port));
    watch(socket, 'below', ['connect', 'close']);
    socket.on('connect', () => {
      const c = within('client', () => tls.connect({ socket, ...insecure }));
      talk('over', c, () => server.close(done));
    });
  });
}

function overStream(done) {
  const server = serve('stream server', {}, accept('stream server'));
  server.listen(0, () => {
    const socket = net.connect(server.address().port);
    const stream = within('stream', () => new Duplex({
      read() {},
      write(chunk, encoding, cb) { socket.write(chunk, cb); },
      final(cb) {
        if (socket.writableEnded) cb();
        else socket.end(cb);
      },
    }));
    socket.on('data', (d) => stream.push(d));
    socket.on('end', () => stream.push(null));
    const c = within('client', () => tls.connect({ socket: stream, ...insecure }));
    talk('stream', c, () => {
      socket.destroy();
      server.close(done);
    });
  });
}

// What a listener leaves behind holds for the connection.
function enterWith(done) {
  const server = tls.createServer(keys(), (c) => {
    see('entering');
    storage.enterWith('entered');
    c.on('data', () => {
      see('entered data');
      storage.enterWith('more');
    });
    c.on('end', sees('entered end'));
    c.on('close', sees('entered close'));
  });
  within('listen', () => server.listen(0, () => {
    const c = within('client', () => tls.connect({ port: server.address().port, ...insecure }, () => {
      storage.enterWith('connected');
      c.end('x');
    }));
    c.on('end', sees('connected end'));
    c.on('close', sees('connected close', () => setTimeout(() => server.close(done), 20)));
    c.resume();
  }));
}

inTurn([
  exchange('simple', {}, {}),
  exchange('TLSv1.2', { maxVersion: 'TLSv1.2' }, {}),
  exchange('plain', { plain: true }, { host: 'localhost' }),
  hooks('TLSv1.2'),
  hooks('TLSv1.3'),
  store,
  disagreement,
  untrusted,
  over,
  overStream,
  enterWith,
]);
