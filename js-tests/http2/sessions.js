'use strict';

// Sessions: what they tell, pings, GOAWAY, ends, the socket's proxy.

const http2 = require('http2');
const net = require('net');
const { attempts, inTurn, journal } = require('../tls/common');

const log = journal();
const attempt = attempts(log, 'misuse');

function serve(title, onSession, onClient) {
  return (next) => {
    const server = http2.createServer();
    server.on('sessionError', (error) => log('server', 'sessionError', error.code, error.message));
    server.on('session', (session) => {
      onSession(session, server);
    });
    server.listen(0, () => {
      const client = http2.connect(`http://localhost:${server.address().port}`);
      client.on('error', (error) => log('client', 'error', error.code, error.message));
      client.on('close', () => {
        log('client', 'close');
        server.close(() => {
          log.print(title);
          next();
        });
      });
      onClient(client);
    });
  };
}

const answer = (stream) => {
  stream.respond();
  stream.end();
};

inTurn([
  serve('properties', (session, server) => {
    log('server', session.type, session.encrypted, session.alpnProtocol, session.originSet, session.connecting,
        session.closed, session.destroyed, session.server === server, session.constructor.name);
    session.on('stream', answer);
  }, (client) => {
    log('client', client.type, client.encrypted, client.alpnProtocol, client.originSet, client.connecting,
        JSON.stringify(client.state), client.constructor.name);
    client.on('connect', (session, socket) => {
      log('client', session === client, socket instanceof net.Socket, client.encrypted, client.alpnProtocol,
          client.connecting, Object.keys(client.state).join());
      for (const name of ['destroy', 'emit', 'end', 'pause', 'read', 'resume', 'write', 'setEncoding', 'setKeepAlive', 'setNoDelay']) {
        attempt(name, () => client.socket[name]);
        attempt(`${name} =`, () => { client.socket[name] = undefined; });
      }
      log('client', client.socket instanceof net.Socket, client.socket === client.socket, client.socket.remotePort > 0,
          typeof client.socket.setTimeout, typeof client.socket.ref, 'remotePort' in client.socket);
      client.socket.mark = 1;
      log('client', socket.mark);
      client.unref();
      client.ref();
      const req = client.request();
      req.resume();
      req.on('close', () => client.close());
    });
  }),
  serve('misuse', (session) => session.on('stream', answer), (client) => client.on('connect', () => {
    attempt('ping', () => client.ping());
    attempt('ping', () => client.ping('x', () => {}));
    attempt('ping', () => client.ping(Buffer.alloc(3), () => {}));
    attempt('goaway', () => client.goaway('x'));
    attempt('goaway', () => client.goaway(0, 'x'));
    attempt('goaway', () => client.goaway(0, 0, 1));
    attempt('setLocalWindowSize', () => client.setLocalWindowSize(-1));
    attempt('setNextStreamID', () => client.setNextStreamID(0));
    attempt('setTimeout', () => client.setTimeout('x'));
    attempt('setTimeout', () => client.setTimeout(1, 1));
    for (const headers of [
      { connection: 'a' }, { te: 'x' }, { ':foo': 'a' }, { 'content-type': ['a', 'b'] }, { 'a': 1, 'A': 2, 'age': 1, 'Age': 2 },
      { ':method': 'CONNECT' }, { ':method': 'CONNECT', ':authority': 'a', ':path': '/' },
      { ':method': 'CONNECT', ':authority': 'a', ':scheme': '/' }, 1, 'x', { 'transfer-encoding': 'x' },
    ]) attempt(`request(${JSON.stringify(headers)})`, () => client.request(headers));
    for (const options of [
      1, { endStream: 1 }, { weight: 'a' }, { parent: 'a' }, { parent: -1 }, { exclusive: 1 }, { silent: 1 },
    ]) attempt(`request({}, ${JSON.stringify(options)})`, () => client.request({}, options));
    client.destroy();
    for (const name of ['ping', 'goaway', 'settings', 'request', 'setNextStreamID', 'setLocalWindowSize']) {
      attempt(`${name} when destroyed`, () => client[name]());
    }
    log('client', client.destroyed, JSON.stringify(client.state), JSON.stringify(client.localSettings));
  })),
  serve('pings', (session) => session.on('ping', (payload) => log('server', 'ping', payload.toString())), (client) => {
    client.ping(Buffer.from('12345678'), (error) => log('client', 'before connect', error && error.code));
    client.on('connect', () => {
      const sent = client.ping(Buffer.from('abcdefgh'), (error, duration, payload) => {
        log('client', error, typeof duration, payload.toString());
        client.close();
        client.ping((closed) => log('client', 'after close', closed.code));
      });
      log('client', sent);
    });
  }),
  serve('too many pings', (session) => session.on('stream', answer), (client) => client.on('connect', () => {
    let failed = 0;
    for (let i = 0; i < 12; i++) client.ping((error) => { if (error) failed++; });
    log('client', failed);
    const req = client.request().resume();
    req.on('close', () => client.close());
  })),
  serve('GOAWAY without an error', (session) => session.on('stream', (stream) => {
    stream.on('close', () => setTimeout(() => session.destroy(), 50));
    setImmediate(() => {
      session.goaway(0, stream.id, Buffer.from('bye'));
      answer(stream);
    });
  }), (client) => {
    client.once('goaway', (code, last, data) => {
      log('client', 'goaway', code, last, data && data.toString(), client.goawayCode, client.goawayLastStreamID, client.closed);
      process.nextTick(() => attempt('request', () => client.request()));
    });
    const req = client.request().resume();
    req.on('error', (error) => log('request', error.code, error.message));
    req.on('close', () => {
      log('request', 'close', req.rstCode);
      client.destroy();
    });
  }),
  serve('GOAWAY with an error', (session) => session.on('stream', (stream) => {
    stream.on('error', (error) => log('server', error.code));
    session.goaway(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
  }), (client) => {
    client.once('goaway', (code) => log('client', 'goaway', code));
    const req = client.request().resume();
    req.on('error', (error) => log('request', error.code, error.message));
  }),
  serve('destroyed with a code', (session) => session.on('stream', (stream) => {
    stream.on('error', (error) => log('server', error.code));
    session.destroy(http2.constants.NGHTTP2_INTERNAL_ERROR);
  }), (client) => {
    const req = client.request().resume();
    req.on('error', (error) => log('request', error.code, error.message));
  }),
  serve('closed before it is connected', () => {}, (client) => {
    const req = client.request();
    req.on('error', (error) => log('request', error.code, error.message));
    client.close();
    attempt('request', () => client.request());
  }),
  serve('destroyed before it is connected', () => {}, (client) => {
    const req = client.request();
    req.on('error', (error) => log('request', error.code, error.message));
    client.destroy(new Error('no more'));
  }),
  serve('a socket that breaks', (session) => session.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.resume();
    stream.respond();
    stream.write('x');
  }), (client) => {
    const req = client.request({ ':method': 'POST' });
    req.on('data', () => client.destroy());
    req.on('close', () => log('request', 'close', req.rstCode, req.destroyed));
  }),
  (next) => {
    // A peer that does not speak HTTP/2.
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 200 OK\r\n\r\n, which is no frame of HTTP/2');
    });
    server.listen(0, () => {
      const client = http2.connect(`http://localhost:${server.address().port}`);
      client.on('error', (error) => log('client', error.code, error.message, error.errno));
      const req = client.request();
      req.on('error', (error) => log('request', error.code, error.message));
      client.on('close', () => server.close(() => {
        log.print('no HTTP/2');
        next();
      }));
    });
  },
  (next) => {
    const client = http2.connect('http://localhost:1');
    client.on('error', (error) => log('client', error.code));
    client.request().on('error', (error) => log('request', error.code, error.message.replace(/ \S+:1\)/, ')')));
    client.on('close', () => {
      log.print('nobody there');
      next();
    });
  },
]);
