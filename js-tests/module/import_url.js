'use strict';

// import() of a file by its URL, as an object and as text.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
const file = path.join(home, 'some file.mjs');
fs.writeFileSync(file, 'export const x = 5;');
const url = pathToFileURL(file);
Promise.all([import(url), import(url.href), import('node:os')]).then(([a, b, c]) => {
  assert.strictEqual(a.x, 5);
  assert.strictEqual(a.x, b.x);
  assert.strictEqual(c.EOL, os.EOL);
  fs.rmSync(home, { recursive: true });
  console.log('ok');
});
