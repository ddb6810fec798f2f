'use strict';

// Large bodies over TLS in both directions, several at a time.

const https = require('https');
const { ca, server: keys } = require('../tls/common');

const data = Buffer.alloc(2000000, '0123456789abcdef');
const server = https.createServer(keys(), (req, res) => {
  res.setHeader('Content-Length', data.length);
  req.pipe(res);
}).listen(0, () => {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 2 });
  let left = 4;
  for (let i = 0; i < 4; i++) {
    const req = https.request({ port: server.address().port, ca: ca(), agent, method: 'PUT' }, (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () => {
        console.log(Buffer.concat(chunks).equals(data), res.complete);
        if (--left === 0) {
          agent.destroy();
          server.close(() => console.log('closed'));
        }
      });
    });
    req.write(data.subarray(0, 700000));
    req.end(data.subarray(700000));
  }
});
