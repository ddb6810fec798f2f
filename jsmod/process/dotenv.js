'use strict';

// The text of a .env file as an object.

exports.parse = binding.parseEnv;
