'use strict';

// Messages for those who set NODE_DEBUG=net, in Node's words.

const { sectionLog } = require('internal/util/debuglog');

function nothing() {}

const log = sectionLog('net');

module.exports = { debug: log || nothing, debugging: log !== undefined };
