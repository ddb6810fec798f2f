// Blob and File.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');
const { Blob, File } = require('buffer');

const said = [];
function say(text) {
  said.push(text);
  console.log(text);
}
// What a call gives, or how it fails.
function t(fn) {
  try {
    say(util.inspect(fn()));
  } catch (e) {
    say([e.name, e.code, e.message].join(' | '));
  }
}
t(() => new Blob(['ab'], { type: 'Text/Plain' }));
t(() => new File(['x'], 'name', { lastModified: 5 }));
t(() => new Blob(1));
t(() => new Blob([], 1));
t(() => new Blob([], { endings: 'x' }));
t(() => new Blob([1, {}, new Uint8Array(2), 'é', new Blob(['x']), new ArrayBuffer(3)]).size);
t(() => new Blob(['abc']).slice(1, 2, 'a/b').type);
t(() => new File([]));
t(() => new Blob(['a'], { type: 'é' }).type);
new Blob(['héllo']).text().then((text) => {
  say(text);
  return new Blob(['abc']).slice(1).arrayBuffer();
}).then((buffer) => say(util.inspect(buffer)));

// The digest of all this as Node 20 has it.
process.on('exit', () => {
  assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'),
                     '7b46e01eadeb9dda95653caf72592d00392091cc');
});
