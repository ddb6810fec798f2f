'use strict';

// In milliseconds: for a connection to be made, between two signs of life of a
// server, for a connection that nobody uses, and to hear that one was closed.
module.exports = { connect: 10000, silence: 300000, idle: 4000, closing: 1 };
