'use strict';

// A module that is asked for in a circle: what is there, and the warning of
// what is not there yet.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
const file = (name, text) => fs.writeFileSync(path.join(home, name), text);
file('first.js', 'exports.early = 1; exports.second = require("./second"); exports.late = 2;');
file('second.js', 'const first = require("./first"); module.exports = [first.early, first.late, first.__esModule, first];');
file('third.js', 'exports.__esModule = true; require("./fourth");');
file('fourth.js', 'require("./third").missing;');

process.removeAllListeners('warning');
process.on('warning', (warning) => console.log(warning.name, warning.message));
const first = require(path.join(home, 'first'));
assert.deepStrictEqual(first.second.slice(0, 3), [1, undefined, undefined]);
assert.strictEqual(first.second[3], first);
assert.strictEqual(first.late, 2);
assert.strictEqual(Object.getPrototypeOf(first), Object.prototype);
require(path.join(home, 'third'));
fs.rmSync(home, { recursive: true });
