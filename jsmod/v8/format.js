'use strict';

// The words of V8's format that both sides share (value-serializer.cc, version 15).

const { Buffer } = require('buffer');
const version = 15;

// Deeper values are refused, before the engine's stack is at its end.
const deepest = 2000;

// Node's numbers for views, which it writes as host objects.
const viewClasses = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  DataView, Buffer, BigInt64Array, BigUint64Array,
];

// V8's letters for the same.
const viewLetters = 'bBCwWdDfF?BqQ';

const errorLetters = {
  EvalError: 'E', RangeError: 'R', ReferenceError: 'F', SyntaxError: 'S', TypeError: 'T', URIError: 'U',
};

const regExpFlags = 'gimyus';

module.exports = { deepest, errorLetters, regExpFlags, version, viewClasses, viewLetters };
