'use strict';

// https.Agent: names, its cache of sessions, 'keylog'.

const https = require('https');
const { ca, inTurn, server: keys } = require('../tls/common');

const agent = new https.Agent({ keepAlive: false, maxCachedSessions: 1 });
console.log(agent.getName());
console.log(agent.getName({
  host: 'h', port: 1, localAddress: 'l', ca: 'ca', cert: 'cert', clientCertEngine: 'e', ciphers: 'c', crl: [Buffer.from('a')],
  dhparam: 'd', ecdhCurve: 'x', honorCipherOrder: false, key: 'k', pfx: 'p', rejectUnauthorized: false, secureOptions: 0,
  secureProtocol: 's', servername: 'n', sessionIdContext: 'i', sigalgs: 'g', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3',
}));
console.log(agent.defaultPort, agent.protocol, agent.maxCachedSessions, agent._sessionCache);
agent._cacheSession('a', 1);
agent._cacheSession('b', 2);
agent._cacheSession('b', 3);
agent._evictSession('c');
console.log(agent._getSession('a'), agent._getSession('b'), agent._sessionCache);
agent._evictSession('b');

inTurn([
  (next) => {
    const reused = [];
    const server = https.createServer({ ...keys(), maxVersion: 'TLSv1.2' }, (req, res) => {
      reused.push(req.socket.isSessionReused());
      res.end();
    }).listen(0, () => {
      let lines = 0;
      agent.on('keylog', (line, socket) => { if (Buffer.isBuffer(line) && socket.encrypted) lines++; });
      const options = { port: server.address().port, ca: ca(), agent };
      const get = (done) => https.get(options, (res) => {
        res.resume();
        res.socket.on('close', done);
      });
      get(() => get(() => {
        console.log(reused, lines, Object.keys(agent._sessionCache.map).length);
        server.close(next);
      }));
    });
  },
]);
