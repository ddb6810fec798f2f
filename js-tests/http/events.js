'use strict';

// The order of events on both sides, for a connection that ends and one that stays.

const http = require('http');

const log = [];
const watch = (name, emitter, events) => {
  for (const event of events) emitter.on(event, (arg) => log.push(`${name} ${event}${arg instanceof Error ? ` ${arg.code}` : ''}`));
};

function run(options, handler, done) {
  const server = http.createServer((req, res) => {
    log.push('request');
    watch('req', req, ['end', 'close', 'aborted', 'error', 'pause', 'resume']);
    watch('res', res, ['prefinish', 'finish', 'close', 'error', 'drain']);
    handler(req, res);
  });
  watch('server', server, ['listening', 'close', 'clientError']);
  server.listen(0, () => {
    const agent = new http.Agent(options.agent);
    const creq = http.request({ port: server.address().port, ...options, agent });
    watch('creq', creq, ['socket', 'prefinish', 'finish', 'response', 'close', 'error', 'abort', 'timeout', 'continue']);
    creq.on('response', (cres) => {
      watch('cres', cres, ['end', 'close', 'error', 'aborted']);
      cres.resume();
    });
    creq.on('close', () => setTimeout(() => {
      agent.destroy();
      server.close(() => {
        console.log(options.method, options.path, log.filter((line) => !/pause|resume/.test(line)));
        log.length = 0;
        done();
      });
    }, 50));
    options.start(creq);
  });
}

const cases = [
  [{ method: 'GET', path: '/close', start: (r) => r.end() }, (req, res) => res.end('x')],
  [{ method: 'GET', path: '/keep', agent: { keepAlive: true }, start: (r) => r.end() }, (req, res) => res.end('x')],
  [{ method: 'POST', path: '/body', start: (r) => { r.write('a'); r.end('b'); } },
   (req, res) => { req.resume(); req.on('end', () => res.end('x')); }],
  [{ method: 'POST', path: '/expect', headers: { expect: '100-continue' }, start: (r) => r.on('continue', () => r.end('x')) },
   (req, res) => { req.resume(); req.on('end', () => res.end('x')); }],
  [{ method: 'POST', path: '/abort', start: (r) => { r.write('a'); r.on('socket', (s) => s.on('connect', () => setTimeout(() => r.destroy(), 50))); } },
   (req, res) => { req.resume(); }],
  [{ method: 'GET', path: '/destroy', start: (r) => r.end() }, (req, res) => { res.write('x'); setTimeout(() => res.destroy(), 50); }],
  [{ method: 'GET', path: '/destroyed', start: (r) => { r.end(); r.destroy(new Error('mine')); } }, (req, res) => res.end()],
];

(function next() {
  const one = cases.shift();
  if (one !== undefined) run(...one, next);
})();
