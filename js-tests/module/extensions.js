'use strict';

// Handlers of several dots, and a package whose main is not there.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-')));
process.on('exit', () => fs.rmSync(home, { recursive: true }));
const at = (...names) => path.join(home, ...names);
fs.writeFileSync(at('page.in.txt'), 'text');
fs.writeFileSync(at('.txt'), 'module.exports = "no ending";');
const taken = [];
require.extensions['.txt'] = (m, name) => taken.push(['.txt', path.basename(name)]);
require.extensions['.in.txt'] = (m, name) => taken.push(['.in.txt', path.basename(name)]);
require(at('page'));
assert.strictEqual(require(at('.txt')), 'no ending');
assert.deepStrictEqual(taken, [['.in.txt', 'page.in.txt']]);

fs.mkdirSync(at('lost'));
fs.writeFileSync(at('lost', 'package.json'), '{"main": "gone.js"}');
fs.writeFileSync(at('lost', 'index.js'), 'module.exports = "found";');
process.removeAllListeners('warning');
process.on('warning', ({ name, code, message }) => console.log(name, code, message.split(home).join('')));
assert.strictEqual(require(at('lost')), 'found');

Object.defineProperty(Object.prototype, 'main', { get() { throw new Error('asked'); }, configurable: true });
fs.mkdirSync(at('plain'));
fs.writeFileSync(at('plain', 'package.json'), '{}');
fs.writeFileSync(at('plain', 'index.js'), 'module.exports = "index";');
assert.strictEqual(require(at('plain')), 'index');
delete Object.prototype.main;

Object.defineProperty(Object.prototype, 'exports', { set() { throw new Error('told'); }, configurable: true });
assert.strictEqual(typeof require('querystring').parse, 'function');
delete Object.prototype.exports;
