'use strict';

// The names that the modules have.

const http = require('http');
const https = require('https');

console.log(Object.keys(http).filter((name) => !['CloseEvent', 'MessageEvent', 'WebSocket'].includes(name)));
console.log(Object.keys(https));
console.log(http.METHODS.join());
console.log(http.STATUS_CODES);
console.log(http.maxHeaderSize, http.globalAgent.keepAlive, http.globalAgent.options, https.globalAgent.options);
// Methods: the fields of messages are theirs in Node and may be their classes' elsewhere.
const methods = (prototype) => Object.keys(prototype).sort().filter((name) => (
  typeof Object.getOwnPropertyDescriptor(prototype, name).value === 'function')).join();
for (const name of ['Agent', 'ClientRequest', 'IncomingMessage', 'OutgoingMessage', 'Server', 'ServerResponse']) {
  const Class = http[name];
  console.log(name, Class.length, methods(Class.prototype));
}
for (const part of ['agent', 'client', 'common', 'incoming', 'outgoing', 'server']) {
  console.log(part, Object.keys(require(`_http_${part}`)).join());
}
console.log(Object.keys(https.Agent.prototype).sort().join(), Object.keys(https.Server.prototype).sort().join());
const message = new http.OutgoingMessage();
for (const name of [
  'outputData', 'outputSize', 'writable', 'destroyed', '_last', 'chunkedEncoding', 'shouldKeepAlive',
  'maxRequestsOnConnectionReached', '_defaultKeepAlive', 'useChunkedEncodingByDefault', 'sendDate', '_removedConnection',
  '_removedContLen', '_removedTE', 'strictContentLength', '_contentLength', '_hasBody', '_trailer', 'finished', '_headerSent',
  '_closed', 'socket', '_header', '_keepAliveTimeout',
]) {
  console.log(name, name in message, message[name]);
}
console.log(typeof message._onPendingData, message._onPendingData());
const received = new http.IncomingMessage();
for (const name of [
  'socket', 'httpVersionMajor', 'httpVersionMinor', 'httpVersion', 'complete', 'rawHeaders', 'rawTrailers',
  'joinDuplicateHeaders', 'aborted', 'upgrade', 'url', 'method', 'statusCode', 'statusMessage', 'client', '_consuming',
  '_dumped', 'headers', 'trailers', 'headersDistinct', 'trailersDistinct',
]) {
  console.log(name, name in received, received[name]);
}
console.log(Object.keys(http.createServer()).filter((name) => !name.startsWith('_')).join());
console.log(Object.keys(new http.Agent()).join());
console.log(require('_http_common').chunkExpression, require('_http_common').continueExpression);
