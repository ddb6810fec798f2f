// tlsjs only: Node speaks HTTP/2
'use strict';

// What would speak HTTP/2 says that nobody does.

const http2 = require('http2');

for (const name of ['connect', 'createServer', 'createSecureServer', 'getPackedSettings', 'Http2ServerRequest']) {
  try {
    http2[name]('https://localhost');
    console.log(name, 'did something');
  } catch (error) {
    console.log(name, error.code, error.message);
  }
}
