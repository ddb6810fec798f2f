'use strict';

// Messages for those who set NODE_DEBUG=net, in Node's words.

const { sectionLog } = require('internal/util/debuglog');

// undefined where nobody asked, so that a message is not even built.
module.exports = { debug: sectionLog('net') };
