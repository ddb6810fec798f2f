'use strict';

// A template that ends with X is warned of, once.

const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
process.on('exit', () => fs.rmSync(home, { recursive: true }));
process.removeAllListeners('warning');
process.on('warning', (warning) => console.log(warning.name, warning.message));
fs.mkdtempSync(path.join(home, 'nameX'));
fs.mkdtempSync(path.join(home, 'nameX'));
fs.mkdtempSync(Buffer.from(path.join(home, 'otherX')));
console.log(fs.readdirSync(home).length);
