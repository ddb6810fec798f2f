'use strict';

// The resolver behind the functions of dns and of dns.promises: both ask the
// same servers.

const { Resolver, kForFunctions } = require('./resolver.js');

module.exports = { resolver: Resolver[kForFunctions]() };
