'use strict';

// What the classes of WebAssembly ask of their arguments, in V8's words.

const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');

function isObject(value) {
  return value !== null && (typeof value === 'object' || typeof value === 'function');
}

function isBytes(value) {
  return isAnyArrayBuffer(value) || isArrayBufferView(value);
}

// unsignedLong reads a number of pages or elements; prefix and what begin the message.
function unsignedLong(value, what, { least = 0, most = 2 ** 32 - 1 } = {}) {
  const number = Number(value);
  if (!Number.isFinite(number)) throw new TypeError(`${what} must be convertible to a valid number`);
  const whole = Math.trunc(number);
  if (whole < 0) throw new TypeError(`${what} must be non-negative`);
  if (whole > 2 ** 32 - 1) throw new TypeError(`${what} must be in the unsigned long range`);
  if (whole < least) throw new RangeError(`${what}: value ${whole} is below the lower bound ${least}`);
  if (whole > most) throw new RangeError(`${what}: value ${whole} is above the upper bound ${most}`);
  return whole;
}

// limits reads initial, of most at most, and maximum of a descriptor.
function limits(descriptor, prefix, most) {
  const { initial, maximum } = descriptor;
  if (initial === undefined) throw new TypeError(`${prefix}Property 'initial' is required`);
  const least = unsignedLong(initial, `${prefix}Property 'initial'`, { most });
  if (maximum === undefined) return { initial: least, maximum: undefined };
  return { initial: least, maximum: unsignedLong(maximum, `${prefix}Property 'maximum'`, { least }) };
}

// receiver throws where this is no object of a class; where is the method.
function receiver(self, Class, where) {
  if (binding.kind(self) !== Class) {
    throw new TypeError(`${where}: Receiver is not a WebAssembly.${Class}`);
  }
}

function moduleArgument(value, prefix) {
  if (binding.kind(value) !== 'Module') throw new TypeError(`${prefix}Argument 0 must be a WebAssembly.Module`);
}

function importsArgument(value, prefix) {
  if (value !== undefined && !isObject(value)) throw new TypeError(`${prefix}Argument 1 must be an object`);
}

module.exports = { importsArgument, isBytes, isObject, limits, moduleArgument, receiver, unsignedLong };
