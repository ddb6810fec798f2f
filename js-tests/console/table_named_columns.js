'use strict';
// Columns that are asked for are shown even where rows are primitives.
console.table({ a: 1, b: 2 }, ['a']);
console.table([{ a: 1 }, 3], ['a', 'q']);
console.table([1, 2], []);
console.table({ a: 1, b: 2 });
