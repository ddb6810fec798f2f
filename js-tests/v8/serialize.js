'use strict';

// serialize writes V8's format byte for byte, and deserialize reads it.

const assert = require('assert');
const v8 = require('v8');

const circle = { name: 'circle' };
circle.self = circle;
const shared = {};
const values = [
  undefined, null, true, false, 0, -1, 1, 2 ** 30, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 1.5, NaN, -0, Infinity,
  '', 'a', 'é', '日本', 'x'.repeat(200), '日'.repeat(100), [], [1, 2], [1, , 3], new Array(5), [[1], [[2]]],
  Object.assign([1], { x: 2 }), {}, { a: 1, b: 'x' }, { 1: 2, '-1': 3, '01': 4, 4294967294: 5, 4294967295: 6 },
  Object.create(null), new Date(5), /x/gi, /y/suym, new Map([[1, { a: [2] }], ['k', new Map()]]),
  new Set([1, 'a', new Set()]), new Boolean(true), new Boolean(false), new Number(5), new String('s'), Object(5n), 5n, -5n,
  2n ** 70n, -(2n ** 64n), 0n, Buffer.from('abc'), new Uint8Array([1, 2, 3]), new Uint8ClampedArray([9]),
  new Int8Array([-1]), new Uint16Array([1, 2]), new Int32Array([-5]), new Float32Array([0.5]), new Float64Array([1]),
  new BigInt64Array([-1n]), new DataView(new ArrayBuffer(4), 1, 2), new ArrayBuffer(3), circle, [shared, shared, 'a', 'a'],
  { undef: undefined, nested: { deep: { deeper: [null] } } }, { text: '日', after: 1 }, { x: 'odd', text: '日' },
];
for (const value of values) {
  const bytes = v8.serialize(value);
  console.log(bytes.toString('hex'));
  const back = v8.deserialize(bytes);
  assert.deepStrictEqual(back, value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== null ? value : {});
}
class Class { constructor() { this.q = 1; } }
console.log(v8.deserialize(v8.serialize(new Class())));
for (const error of [new Error('m'), new TypeError('t'), new RangeError('r', { cause: { a: 1 } }), new Error()]) {
  const back = v8.deserialize(v8.serialize(error));
  console.log(back.constructor.name, back.message, back.cause, back.stack === error.stack, Object.keys(back));
}

const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
for (const value of [() => 1, Symbol('x'), new WeakMap(), Promise.resolve(), new Proxy({}, {}), { inner: () => 2 }]) {
  attempt('refused', () => v8.serialize(value));
}
for (const hex of ['', 'ff', 'ff0f', 'ff0f5a5a', 'ff0f49', 'ff0e4902', '6f', 'ff105f', 'ff0f5e00', 'ff0f6f7b05', 'ff0f22ff01']) {
  attempt(`bytes ${hex}`, () => v8.deserialize(Buffer.from(hex, 'hex')));
}
attempt('number', () => v8.deserialize(1));

// The classes by themselves.
const serializer = new v8.Serializer();
serializer.writeHeader();
serializer.writeUint32(300);
serializer.writeUint64(1, 2);
serializer.writeDouble(-0.25);
serializer.writeRawBytes(Buffer.from('raw'));
console.log(serializer.writeValue({ view: new Uint16Array([1, 2]) }));
const bytes = serializer.releaseBuffer();
console.log(bytes.toString('hex'));
const deserializer = new v8.Deserializer(bytes);
console.log(deserializer.readHeader(), deserializer.getWireFormatVersion(), deserializer.readUint32());
console.log(deserializer.readUint64(), deserializer.readDouble(), `${deserializer.readRawBytes(3)}`, deserializer.readValue());

const moved = new ArrayBuffer(2);
const sender = new v8.DefaultSerializer();
sender.transferArrayBuffer(7, moved);
sender.writeValue([moved]);
const receiver = new v8.DefaultDeserializer(sender.releaseBuffer());
receiver.transferArrayBuffer(7, moved);
console.log(receiver.readValue()[0] === moved);

console.log(Object.keys(v8.getHeapStatistics()));
