'use strict';

const { log } = require('./common/output.js');
const { before, after } = require('node:test');

before(() => log('before'));
after(() => log('after'));
