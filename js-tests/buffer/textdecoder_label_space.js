'use strict';
// Only ASCII white space around a label is left out.
const assert = require('assert');

for (const space of ['\t', '\n', '\f', '\r', ' ']) {
  assert.strictEqual(new TextDecoder(`${space}utf-16le${space}`).encoding, 'utf-16le');
}
for (const other of ['\0', '\v', '\u00a0', '\u2028', '\ufeff']) {
  for (const label of [`${other}utf-8`, `utf-8${other}`]) {
    assert.throws(() => new TextDecoder(label), { name: 'RangeError', code: 'ERR_ENCODING_NOT_SUPPORTED' });
  }
}
