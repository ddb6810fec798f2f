'use strict';

module.exports = binding.primary === null ? require('./primary.js') : require('./child.js').cluster;
