// Buffer: ways to make one, what it shares, what it inherits.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');
const { SlowBuffer } = require('buffer');

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
const ab = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
t(() => new Buffer(3));
t(() => Buffer(2));
t(() => new Buffer('abc'));
t(() => new Buffer('6162', 'hex'));
t(() => new Buffer([1, 300, -1, 1.9, 'x', '7']));
t(() => new Buffer(ab, 2, 3));
t(() => new Buffer(Buffer.from('ab')));
t(() => new Buffer(1, 'a'));
t(() => SlowBuffer(2));
t(() => Buffer.from(ab, 1));
t(() => Buffer.from(ab, '2', '3'));
t(() => Buffer.from({ length: 3, 0: 1, 2: 9 }));
t(() => Buffer.from({ length: 'x' }));
t(() => Buffer.from({ type: 'Buffer', data: [1, 2] }));
t(() => Buffer.from(new String('boxed')));
t(() => Buffer.from({ [Symbol.toPrimitive]() { return 'primitive'; } }));
t(() => Buffer.from({ valueOf() { return 'value'; } }));
t(() => Buffer.from(new Uint16Array([256, 257])));
t(() => Buffer.of(1, 2, 300));
t(() => Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1));
t(() => Buffer.alloc(5, 'ab'));
t(() => Buffer.alloc(4, 'YQ==', 'base64'));
t(() => Buffer.alloc(3, 7.9));
t(() => Buffer.concat([Buffer.from('a'), new Uint8Array([98])], 4));
t(() => Buffer.concat([Buffer.from('abc')], 2));
t(() => {
  const b = Buffer.from('shared');
  const s = b.slice(1, 3);
  s[0] = 0x21;
  return [b.toString(), s.buffer === b.buffer, s.byteOffset - b.byteOffset, s.parent === b.buffer, s.offset === s.byteOffset];
});
t(() => {
  const [x, y] = [Buffer.from('a'), Buffer.from('b')];
  return [x.buffer === y.buffer, x.buffer.byteLength, y.byteOffset - x.byteOffset, Buffer.alloc(1).buffer.byteLength];
});
t(() => {
  const source = Buffer.from('abc');
  const copy = Buffer.from(source);
  copy[0] = 0;
  return [source[0], Buffer.isBuffer(copy), Buffer.isBuffer(new Uint8Array(1)), copy instanceof Uint8Array];
});
t(() => [Buffer.prototype.constructor === Buffer, Object.getPrototypeOf(Buffer) === Uint8Array,
         Object.getPrototypeOf(Buffer.prototype) === Uint8Array.prototype, Buffer.poolSize, Buffer.length, Buffer.name]);
t(() => Buffer.from('abc').map((c) => c + 1));
t(() => Buffer.from('abcd').filter((c) => c % 2));
t(() => [Uint8Array.prototype.slice.call(Buffer.from('abc'), 1), Uint8Array.prototype.subarray.call(Buffer.from('abc'), 1)]);
t(() => [...Buffer.from('ab').entries()].concat([...Buffer.from('ab').keys()], [...Buffer.from('ab')]));
t(() => JSON.stringify(Buffer.from('ab')) + JSON.stringify({ b: Buffer.alloc(0) }));
t(() => Buffer.from(JSON.parse(JSON.stringify(Buffer.from('there and back')))).toString());
t(() => ['utf8', 'UTF-8', 'ucs-2', 'UTF16LE', 'binary', 'base64URL', 'buffer', '', 'x', 1, undefined].map(Buffer.isEncoding));
t(() => [Buffer.byteLength('é€😀'), Buffer.byteLength('é', 'nonsense'), Buffer.byteLength(new DataView(ab)), Buffer.byteLength(ab)]);
t(() => ['swap16', 'swap32', 'swap64'].map((m) => Buffer.from('0123456789abcdef')[m]().toString()));
t(() => [Buffer.from('b'), Buffer.from('a'), Buffer.from('ab')].sort(Buffer.compare).join());
t(() => Object.keys(Buffer).join());
t(() => Object.keys(Buffer.prototype).sort().join());
t(() => Object.keys(require('buffer')).filter((k) => k !== 'resolveObjectURL').sort().join());
t(() => require('buffer').constants);
t(() => 'é€😀'.repeat(3000) === Buffer.from('é€😀'.repeat(3000)).toString());
t(() => Buffer.from('\ud83dx\ude00').toString('hex'));
t(() => {
  class Mine extends Buffer {}
  return new Mine('x').constructor.name + (new Mine('x') instanceof Buffer);
});

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), 'e4924b7795ebfa17822dd1cfb0d94dea32438655');
