'use strict';

// What only the engine knows of a value, for inspect and its kin.

module.exports = binding;
binding.normalizeStack = require('internal/prelude').normalizeStack;
