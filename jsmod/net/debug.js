'use strict';

// Messages for those who set NODE_DEBUG=net, in Node's words.

const { debuglog } = require('internal/util/debuglog');

module.exports = { debug: debuglog('net') };
