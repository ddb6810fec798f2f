'use strict';

// The names that the modules have.

const http = require('http');
const https = require('https');

console.log(Object.keys(http).filter((name) => !['CloseEvent', 'MessageEvent', 'WebSocket'].includes(name)));
console.log(Object.keys(https));
console.log(http.METHODS.join());
console.log(http.STATUS_CODES);
console.log(http.maxHeaderSize, http.globalAgent.keepAlive, http.globalAgent.options, https.globalAgent.options);
for (const name of ['Agent', 'ClientRequest', 'IncomingMessage', 'OutgoingMessage', 'Server', 'ServerResponse']) {
  const Class = http[name];
  console.log(name, Class.length, Object.keys(Class.prototype).sort().join());
}
for (const part of ['agent', 'client', 'common', 'incoming', 'outgoing', 'server']) {
  console.log(part, Object.keys(require(`_http_${part}`)).join());
}
console.log(Object.keys(https.Agent.prototype).sort().join(), Object.keys(https.Server.prototype).sort().join());
console.log(Object.keys(new http.OutgoingMessage()).join());
console.log(Object.keys(http.createServer()).filter((name) => !name.startsWith('_')).join());
console.log(Object.keys(new http.Agent()).join());
console.log(require('_http_common').chunkExpression, require('_http_common').continueExpression);
