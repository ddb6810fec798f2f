'use strict';

// mkdir through '..', and truncate's length.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-')));
process.on('exit', () => fs.rmSync(home, { recursive: true }));
const made = fs.mkdirSync(`${home}/a/../b/c/`, { recursive: true });
console.log(path.relative(home, made), fs.readdirSync(home, { recursive: true }).sort().join(' '));
const file = path.join(home, 'file');
fs.writeFileSync(file, 'text');
for (const length of [null, '', 1.5]) {
  assert.throws(() => fs.truncateSync(file, length), (err) => {
    console.log(err.code, err.message);
    return true;
  });
}
fs.truncateSync(file);
assert.strictEqual(fs.statSync(file).size, 0);
