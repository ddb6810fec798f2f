'use strict';

// Forms of request, and options of its connection.

const http = require('http');
const { AsyncLocalStorage } = require('async_hooks');
const dc = require('diagnostics_channel');

for (const name of ['http.client.request.start', 'http.client.response.finish', 'http.server.request.start', 'http.server.response.finish']) {
  dc.subscribe(name, (message) => console.log(name, Object.keys(message).join()));
}

const storage = new AsyncLocalStorage();
const server = http.createServer((req, res) => {
  console.log(req.method, req.url, req.headers.host.replace(/\d+$/, 'N'), req.headers.authorization);
  res.end('x');
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const base = `http://127.0.0.1:${port}`;
  const steps = [
    (cb) => http.get(`${base}/text?a=b#c`, cb),
    (cb) => http.get(new URL(`http://u:p@127.0.0.1:${port}/url`), cb),
    (cb) => http.get(`${base}/both`, { method: 'PUT', headers: { 'content-length': 0 } }, cb),
    (cb) => http.get({ host: '127.0.0.1', port, path: '/options' }, cb),
    (cb) => http.get({ hostname: 'nowhere.invalid', port, path: '/lookup', agent: false,
                       lookup: (host, options, done) => done(null, options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4) }, cb),
    (cb) => http.get({ path: '/own', createConnection: () => require('net').connect(port, '127.0.0.1') }, cb),
    (cb) => http.get({ path: '/later', port: 1, createConnection: (options, done) => {
      setTimeout(() => done(null, require('net').connect(port, '127.0.0.1')), 5);
    } }, cb),
    (cb) => new http.ClientRequest(`${base}/class`, cb).end(),
  ];
  function fails() {
    const ac = new AbortController();
    const req = http.get(`${base}/signal`, { signal: ac.signal });
    req.on('error', (err) => {
      console.log(err.name, err.code);
      const refused = http.get({ host: '127.0.0.1', port: 1, agent: false });
      refused.on('error', (e) => {
        console.log(e.code, e.syscall);
        http.get({ path: '/x', createConnection: () => { throw new Error('thrown'); } }).on('error', (t) => {
          console.log(t.message);
          server.close();
          http.globalAgent.destroy();
        });
      });
    });
    ac.abort();
  }
  function next() {
    const step = steps.shift();
    if (step === undefined) {
      fails();
      return;
    }
    storage.run(steps.length, () => step((res) => {
      console.log(res.statusCode, storage.getStore() === steps.length);
      res.resume();
      res.on('end', () => { console.log(storage.getStore() === steps.length); setImmediate(next); });
    }));
  }
  next();
});
