'use strict';

// Conversions of Web IDL (section 3.2), with the words in which fetch of Node 20
// refuses a value.

const kState = Symbol('kState');

function refusal(prefix, message) {
  return new TypeError(`${prefix}: ${message}`);
}

// innerOf is the brand check: Class is what the object holds inside.
function innerOf(value, Class) {
  if (value !== null && value !== undefined && value[kState] instanceof Class) return value[kState];
  throw illegalInvocation();
}

function illegalInvocation() {
  const error = new TypeError('Illegal invocation');
  error.code = 'ERR_INVALID_THIS';
  return error;
}

function needArguments(args, count, prefix) {
  const { length } = args;
  if (length >= count) return;
  const wanted = `${count} argument${count === 1 ? '' : 's'} required`;
  throw refusal(prefix, `${wanted}, but${length === 0 ? '' : ' only'} ${length} found.`);
}

function domString(value, prefix, argument) {
  if (typeof value === 'symbol') {
    throw refusal(prefix, `${argument} is a symbol, which cannot be converted to a DOMString.`);
  }
  return String(value);
}

function byteString(value, prefix, argument) {
  const text = domString(value, prefix, argument);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 255) continue;
    throw new TypeError(`Cannot convert argument to a ByteString because the character at index ${i} has a value of ` +
                        `${code} which is greater than 255.`);
  }
  return text;
}

function usvString(value) {
  return `${value}`.toWellFormed();
}

function unsignedShort(value) {
  const number = Number(value);
  if (!Number.isFinite(number)) return 0;
  return Math.trunc(number) % 65536;
}

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

// dictionary reads the members of an options object: converters is a list of
// [name, converter, what is allowed]. Members that are undefined are left out.
function dictionary(value, prefix, converters) {
  const made = {};
  if (value === undefined || value === null) return made;
  if (!isObject(value)) throw refusal(prefix, `Expected ${value} to be one of: Null, Undefined, Object.`);
  for (const [name, convert, allowed] of converters) {
    const member = value[name];
    if (member === undefined) continue;
    made[name] = convert(member, prefix, `init.${name}`);
    if (allowed !== undefined && !allowed.includes(made[name])) {
      throw refusal(prefix, `${made[name]} is not an accepted type. Expected one of ${allowed.join(', ')}.`);
    }
  }
  return made;
}

// finish makes the members of a class what they are in Web IDL.
function finish(Class, names) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

// failure is an error with a cause that may be undefined.
function failure(message, cause) {
  return cause === undefined ? new TypeError(message) : new TypeError(message, { cause });
}

module.exports = {
  byteString, dictionary, domString, failure, finish, innerOf, isObject, kState, needArguments, refusal, unsignedShort,
  usvString,
};
