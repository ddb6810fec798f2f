'use strict';
// The methods with Uint in their names are the ones with UInt.
const assert = require('assert');

let count = 0;
for (const name of Object.getOwnPropertyNames(Buffer.prototype)) {
  if (!name.includes('Uint')) continue;
  count++;
  assert.strictEqual(Buffer.prototype[name], Buffer.prototype[name.replace('Uint', 'UInt')], name);
}
assert.strictEqual(count, 18);
assert.strictEqual(Buffer.prototype.writeUint8.name, 'writeUInt8');
assert.strictEqual(Buffer.prototype.readUint8.name, 'readUInt8');
