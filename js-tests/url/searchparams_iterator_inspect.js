'use strict';
// How an iterator of URLSearchParams looks, and what is left when it is through.
const { inspect } = require('util');

const params = new URLSearchParams('a=1&b=2');
const entries = params.entries();
console.log(entries);
entries.next();
console.log(params.keys(), params.values(), entries);
entries.next();
console.log(entries, inspect(entries, { depth: -1 }));
