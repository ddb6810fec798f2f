'use strict';

// One call cannot ask for more memory than there can be: it throws.

function outcome(fn) {
  try {
    const v = fn();
    return `${typeof v} ${v.length === undefined ? v.byteLength : v.length}`;
  } catch (e) {
    return `${e.constructor === RangeError} ${e.name}: ${e.message}`;
  }
}

const big = 2 ** 40;
const like = { length: big };
for (const fn of [
  () => new ArrayBuffer(big),
  () => new ArrayBuffer(-1),
  () => new ArrayBuffer(2 ** 60),
  () => new ArrayBuffer({ valueOf() { return big; } }),
  () => new (class extends ArrayBuffer {})(big),
  () => Reflect.construct(ArrayBuffer, [big], Object),
  () => new Uint8Array(big),
  () => new Uint8Array(-1),
  () => new Uint8Array('1e12'),
  () => new Float64Array(2 ** 33),
  () => new BigInt64Array(big),
  () => new (class extends Uint16Array {})(big),
  () => new Int8Array(like),
  () => Uint8Array.from(like),
  () => Float32Array.from({ length: 2 ** 33 }),
  () => 'x'.repeat(big),
  () => 'x'.repeat(2 ** 29),
  () => 'x'.repeat(-1),
  () => 'x'.repeat(Infinity),
  () => ''.repeat(2 ** 31),
  () => 'x'.padStart(big),
  () => 'x'.padEnd(2 ** 30, 'ab'),
  () => 'x'.padEnd(2 ** 30, ''),
  () => 'xx'.replace(/x/g, 'y'.repeat(2 ** 28)),
  () => 'xx'.replaceAll('x', 'y'.repeat(2 ** 28)),
  () => 'x'.repeat(2 ** 28).replace(/^x/, '$\'$\'$\''),
  () => new Array(2 ** 20).fill('x').join('y'.repeat(2 ** 20)),
  () => new Array(2 ** 32 - 1).join(),
  () => new Array(2 ** 30).join('x'),
  () => String(new Array(2 ** 32 - 1)),
  () => JSON.stringify(new Array(2 ** 32 - 1)),
  () => Array.from(like),
  () => Math.max.apply(null, like),
  () => Reflect.apply(Math.max, null, like),
  () => Reflect.construct(Array, like),
  () => BigInt.asUintN(big, -1n),
  () => BigInt.asUintN(2 ** 53 - 1, -1n),
]) {
  console.log(String(fn).slice(6), '=>', outcome(fn));
}
console.log(BigInt.asUintN(big, 5n), BigInt.asIntN(big, -5n));

// What is possible stays as it was.
console.log(new Uint8Array(4), new Float64Array([1, 2]), Uint8Array.from({ length: 2, 0: 7 }), new Uint16Array(new Uint8Array([1, 2])));
console.log(Uint8Array.name, Uint8Array.length, new Uint8Array(1).constructor === Uint8Array, String(Uint8Array));
console.log('ab'.repeat(3), 'x'.padStart(4, 'ab'), 'a'.concat('b', 1, null), [1, [2]].concat([3]));
const groups = 'a-b '.repeat(3000).replace(/(?<one>\w)-(\w)/g, '$2$1$<one>$$$&$3$`x'.slice(0, 19));
console.log(groups.length, groups.slice(0, 40));
const wide = 'a-b '.repeat(9000).replace(/(?<one>\w)-(\w)/g, "$2$1$<one>$$$&$3$'$02$");
console.log(wide.length, wide.slice(0, 20), wide.slice(-20));
