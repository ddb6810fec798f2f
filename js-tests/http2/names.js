'use strict';

// The names that packages ask for when they are loaded.

const http2 = require('http2');

console.log(Object.keys(http2).sort());
console.log(JSON.stringify(http2.constants));
console.log(http2.getDefaultSettings());
console.log(String(http2.sensitiveHeaders), typeof http2.connect, http2.connect.name);
