'use strict';

// The words of errors that the language throws, beside those of reads, writes and calls.

function attempt(what) {
  try {
    console.log('no error', what());
  } catch (error) {
    console.log(error.name, error.message);
  }
}

const [text, five] = ['text', 5];
class Parent {}
const lib = { Child: class Child {}, absent: undefined };
for (const what of [
  () => [].reduce((a) => a), () => [].reduceRight((a) => a), () => new Int8Array(0).reduce((a) => a),
  () => new Map([1]), () => new WeakMap([1]), () => new Map([undefined]),
  () => (1).toFixed(101), () => (1).toPrecision(0), () => (1).toExponential(101),
  () => BigInt(1.5), () => BigInt(NaN), () => decodeURIComponent('%'), () => encodeURIComponent('\ud800'),
  () => Parent(), () => lib.Child(1, 2),
  () => { class B extends lib.absent {} }, () => { class B extends 5 {} }, () => { class B extends 'text' {} },
  () => 'a' in text, () => 1 in five, () => Symbol.iterator in (five === 5), () => 1 instanceof five,
]) attempt(what);

// What circle JSON.stringify was led in.
const self = {};
self.self = self;
attempt(() => JSON.stringify(self));
attempt(() => JSON.stringify({ before: [1, { fine: true }], toISOString: 1, self }, null, 2));
const list = [];
list.push(1, list);
attempt(() => JSON.stringify(list));
class Tree {
  constructor(parent) { this.parent = parent; this.children = []; }
}
const tree = new Tree(null);
tree.children.push(new Tree(tree));
attempt(() => JSON.stringify(tree));
attempt(() => JSON.stringify([tree]));
for (const depth of [1, 2, 3, 4, 5]) {
  const top = Object.create(depth === 2 ? null : Object.prototype);
  let at = top;
  for (let i = 0; i < depth; i++) at = at[`level${i}`] = {};
  at.back = top;
  attempt(() => JSON.stringify(top));
}
const shared = { date: new Date(0), map: new Map(), f() {} };
attempt(() => JSON.stringify([shared, shared, { toJSON: () => 'own', self }]));
