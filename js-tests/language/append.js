'use strict';

// Texts that grow piece by piece: what += does, whatever the two sides are, and
// that a long text costs what is added to it (this would not end otherwise).

const pieces = [
  'text', 'tëxt', '', 1, -0, 1.5, NaN, 1e21, null, undefined, true, 12n, [1, [2]], { a: 1 }, new Date(NaN), () => 1,
  { toString: () => 'toString' }, { valueOf: () => 'valueOf' }, { [Symbol.toPrimitive]: (hint) => hint },
];
let gathered = '';
for (const piece of pieces) gathered += `${typeof piece}:`, gathered += piece, gathered += '\n';
console.log(gathered);
for (const piece of pieces) {
  let first = piece;
  try {
    first += '|';
    console.log(typeof first, first);
  } catch (e) {
    console.log(e.name, e.message);
  }
}
try {
  gathered += Symbol('s');
} catch (e) {
  console.log(e.name, e.message);
}

const long = { text: '', copies: [] };
for (let i = 0; i < 200000; i++) {
  long.text += 'a line of text\n';
  if (i % 50000 === 7) long.copies.push(long.text);
}
console.log(long.text.length, long.copies.map((s) => `${s.length}${s.slice(-7)}`));
let other = long.copies[0];
other += 'other';
long.copies[0] += 'end';
let wide = long.copies[0];
for (let i = 0; i < 50000; i++) wide = wide + 'ü' + i;
console.log(other.slice(-8), long.copies[0].slice(-8), wide.length, wide.slice(-8), long.text.slice(-3));

// Both sides are looked at in their order.
const seen = [];
const watched = {
  get left() {
    seen.push('get');
    return 'left';
  },
  set left(value) {
    seen.push(value);
  },
};
watched.left += (seen.push('right'), 'x');
let changed = 'a';
changed += (changed = 'b', 'c');
let twice = 'a';
twice = twice + (twice = 'b') + twice;
console.log(seen, changed, twice);
const fixed = 'fixed';
try {
  fixed += 'x';
} catch (e) {
  console.log(e.name, e.message);
}
try {
  early += 'x';
  let early = '';
} catch (e) {
  console.log(e.name);
}
console.log(Object.getOwnPropertyNames(globalThis).some((name) => /append/.test(name)));
