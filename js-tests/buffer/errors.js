// Buffer: what wrong arguments throw, to the letter.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');
const buffer = require('buffer');

const b = Buffer.from('hello €');
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
t(() => b.utf8Write(1));
t(() => b.utf8Slice.call({}));
t(() => b.utf8Slice(50));
t(() => b.utf8Slice(2, 1));
t(() => b.utf8Slice(-1));
t(() => b.utf8Slice(0, 99));
t(() => b.utf8Write('abc', 99));
t(() => b.utf8Write('abc', -1));
t(() => b.write('a', 1.5));
t(() => b.write('a', 0, 99));
t(() => b.write('a', 'zz'));
t(() => b.writeUInt8(1n));
t(() => b.writeBigInt64LE(1));
t(() => b.writeUInt8(256));
t(() => b.writeInt16LE(1e6));
t(() => b.writeInt32LE(1e60));
t(() => b.writeIntLE(2 ** 40, 0, 5));
t(() => b.writeUIntLE(2 ** 40, 0, 3));
t(() => Buffer.alloc(8).writeBigUInt64LE(-1n));
t(() => Buffer.alloc(8).writeBigInt64LE(2n ** 64n));
t(() => Buffer.alloc(4).writeBigUInt64LE(1n));
t(() => b.readUInt32LE(99));
t(() => b.readUInt32LE('1'));
t(() => b.readUInt32LE(1.5));
t(() => Buffer.alloc(1).readUInt32LE(0));
t(() => b.readUIntBE(0, 7));
t(() => b.readUIntBE());
t(() => b.fill('zz', 'hex'));
t(() => b.fill(Buffer.alloc(0)));
t(() => b.fill('a', 0, 4, 'x'));
t(() => b.fill('a', 0, 99));
t(() => b.fill(5n));
t(() => b.equals(1));
t(() => b.compare(1));
t(() => b.compare(b, 0, 99));
t(() => b.compare(b, -1));
t(() => Buffer.compare(1, b));
t(() => Buffer.alloc(3).swap16());
t(() => b.indexOf({}));
t(() => b.indexOf('a', 0, 'zz'));
t(() => b.copy(1));
t(() => b.copy(b, -1));
t(() => b.copy(b, 0, 99));
t(() => b.copy(b, 0, 0, -1));
t(() => Buffer.concat(1));
t(() => Buffer.concat([1]));
t(() => Buffer.concat([b], -1));
t(() => Buffer.alloc('1'));
t(() => Buffer.alloc(-1));
t(() => Buffer.alloc(2 ** 33));
t(() => Buffer.allocUnsafe(NaN));
t(() => Buffer.alloc(2, 'a', 'zz'));
t(() => Buffer.from());
t(() => Buffer.from(1));
t(() => Buffer.from({}));
t(() => Buffer.from('a', 'zz'));
t(() => Buffer.from(new ArrayBuffer(2), 3));
t(() => Buffer.from(new ArrayBuffer(2), 0, 3));
t(() => Buffer.from(Symbol('x')));
t(() => Buffer.byteLength(1));
t(() => b.toString('zz'));
t(() => b.toString(null));
t(() => buffer.transcode(b, 'utf8', 'hex'));
t(() => buffer.transcode(1, 'utf8', 'hex'));
t(() => buffer.isUtf8('x'));
t(() => buffer.btoa('€'));
t(() => buffer.btoa());
t(() => buffer.atob('*'));
t(() => buffer.atob('a'));
t(() => new buffer.SlowBuffer('x'));

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), '3beb5cafb794fdea114c5b1fa686225fdc4a3a13');
