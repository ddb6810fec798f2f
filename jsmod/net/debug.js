'use strict';

// Messages for those who set NODE_DEBUG=net, in Node's words.

const { sectionLog } = require('internal/util/debuglog');

function nothing() {}

module.exports = { debug: sectionLog('net') || nothing };
