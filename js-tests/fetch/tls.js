'use strict';
// fetch over https: who is trusted, what the failure tells, redirects from http.
const http = require('http');
const https = require('https');
const { server: keys } = require('../tls/common');
const log = console.log;

const secure = https.createServer(keys(), (req, res) => {
  res.end(`${req.method} ${req.headers['accept-encoding']} ${req.socket.encrypted} ${req.socket.alpnProtocol}`);
});
const plain = http.createServer((req, res) => {
  res.writeHead(302, { location: `https://localhost:${secure.address().port}/` }).end();
});

async function main() {
  const url = `https://localhost:${secure.address().port}/`;
  await fetch(url).catch((error) => log(error.message, error.cause.code, error.cause.message));
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  const response = await fetch(url);
  log(response.type, response.ok, await response.text());
  const redirected = await fetch(`http://localhost:${plain.address().port}/`);
  log(redirected.type, redirected.redirected, await redirected.text());
  secure.close();
  plain.close();
  secure.closeAllConnections();
  plain.closeAllConnections();
}
plain.listen(0, () => secure.listen(0, () => main().then(() => log('done'))));
