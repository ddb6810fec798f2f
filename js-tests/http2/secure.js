'use strict';

// http2 over TLS: ALPN, the way back to HTTP/1.1, origins, other protocols.

const http2 = require('http2');
const https = require('https');
const tls = require('tls');
const { attempts, ca, inTurn, journal, server: keys } = require('../tls/common');

const log = journal();
const attempt = attempts(log, 'misuse');

function serve(title, options, onServer, onListening) {
  return (next) => {
    const server = http2.createSecureServer({ ...keys(), ...options });
    server.on('sessionError', (error) => log('server', 'sessionError', error.code));
    onServer(server);
    server.listen(0, () => onListening(server.address().port, () => server.close(() => {
      log.print(title);
      next();
    })));
  };
}

inTurn([
  serve('h2', { origins: ['https://one.example', 'https://two.example:8443/path'] }, (server) => {
    server.on('session', (session) => {
      log('server', session.encrypted, session.alpnProtocol, session.socket.encrypted);
      attempt('origin', () => session.origin('null:'));
      attempt('origin', () => session.origin(1));
      attempt('altsvc', () => session.altsvc(1));
      attempt('altsvc', () => session.altsvc('h2="x"', 'null:'));
      attempt('altsvc', () => session.altsvc('h2="x"', 0));
      session.altsvc('h2=":8000"', 'https://one.example/path');
    });
    server.on('request', (req, res) => res.end(`${req.scheme} ${req.socket.getProtocol()}`));
  }, (port, done) => {
    const client = http2.connect(`https://localhost:${port}`, { ca: ca(), minVersion: 'TLSv1.3' });
    client.on('connect', () => log('client', client.encrypted, client.alpnProtocol, client.originSet.length));
    client.on('origin', (origins) => log('client', origins.join(), client.originSet.slice(1).join()));
    client.on('altsvc', (alt, origin, id) => log('client', alt, origin, id));
    const req = client.request().setEncoding('utf8');
    req.on('data', (text) => log('client', text));
    req.on('close', () => client.close(done));
  }),
  serve('HTTP/1.1 of a server that allows it', { allowHTTP1: true }, (server) => {
    server.on('request', (req, res) => {
      res.setHeader('x-version', req.httpVersion);
      res.end(`${req.httpVersion} ${req.constructor.name} ${req.socket.alpnProtocol}`);
    });
  }, (port, done) => {
    https.get({ port, ca: ca(), agent: false, ALPNProtocols: ['http/1.1'] }, (res) => {
      log('client', res.statusCode, res.httpVersion, res.headers['x-version']);
      res.on('data', (data) => log('client', String(data)));
      res.on('end', () => {
        const client = http2.connect(`https://localhost:${port}`, { ca: ca() });
        const req = client.request().setEncoding('utf8');
        req.on('data', (text) => log('client', text));
        req.on('close', () => client.close(done));
      });
    });
  }),
  serve('no ALPN', {}, (server) => {
    server.once('unknownProtocol', (socket) => {
      log('server', 'unknownProtocol', socket.alpnProtocol, socket instanceof tls.TLSSocket);
      socket.end('heard');
    });
  }, (port, done) => {
    const ask = (then) => {
      let text = '';
      tls.connect({ port, ca: ca(), host: 'localhost' }).on('data', (data) => { text += data; }).on('end', () => {
        log('client', JSON.stringify(text));
        then();
      });
    };
    ask(() => ask(done));
  }),
  serve('a socket of one\'s own', {}, (server) => {
    server.on('stream', (stream, headers) => {
      stream.respond();
      stream.end(headers[':authority'].replace(/\d+/, 'PORT'));
    });
  }, (port, done) => {
    const client = http2.connect(`https://example.org:${port}`, {
      createConnection: (authority, options) => {
        log('client', authority.hostname, Object.keys(options).join());
        return tls.connect({ port, ca: ca(), host: 'localhost', ALPNProtocols: ['h2'] });
      },
    });
    const req = client.request().setEncoding('utf8');
    req.on('data', (text) => log('client', text));
    req.on('close', () => client.close(done));
  }),
  serve('a certificate that is not trusted', {}, () => {}, (port, done) => {
    const client = http2.connect(`https://localhost:${port}`, { ca: [] });
    client.on('error', (error) => log('client', error.code));
    client.request().on('error', (error) => log('request', error.code));
    client.on('close', done);
  }),
]);
