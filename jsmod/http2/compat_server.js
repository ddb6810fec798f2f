'use strict';

// What a server does with a stream for a program written for http.

const constants = require('./constants.js');

function answer(response, status) {
  response.statusCode = status;
  response.end();
}

// onServerStream is called with a server as this.
function onServerStream(Request, Response, stream, headers, flags, rawHeaders) {
  const request = new Request(stream, headers, undefined, rawHeaders);
  const response = new Response(stream);
  if (headers[':method'] === 'CONNECT') {
    if (!this.emit('connect', request, response)) answer(response, constants.HTTP_STATUS_METHOD_NOT_ALLOWED);
    return;
  }
  if (headers.expect === undefined) {
    this.emit('request', request, response);
  } else if (headers.expect === '100-continue') {
    if (this.listenerCount('checkContinue') > 0) {
      this.emit('checkContinue', request, response);
    } else {
      response.writeContinue();
      this.emit('request', request, response);
    }
  } else if (this.listenerCount('checkExpectation') > 0) {
    this.emit('checkExpectation', request, response);
  } else {
    answer(response, constants.HTTP_STATUS_EXPECTATION_FAILED);
  }
}

module.exports = { onServerStream };
