'use strict';

// The errors of WebAssembly. As V8's they are made without new as well.

function errorClass(name) {
  function Class(message, options) {
    return Reflect.construct(Error, message === undefined ? [] : [message, options], new.target || Class);
  }
  Object.setPrototypeOf(Class, Error);
  Object.defineProperty(Class, 'name', { configurable: true, value: name });
  Object.defineProperty(Class, 'length', { configurable: true, value: 1 });
  Class.prototype = Object.create(Error.prototype, {
    constructor: { configurable: true, writable: true, value: Class },
    name: { configurable: true, writable: true, value: name },
    message: { configurable: true, writable: true, value: '' },
  });
  Object.defineProperty(Class, 'prototype', { writable: false });
  return Class;
}

module.exports = {
  CompileError: errorClass('CompileError'),
  LinkError: errorClass('LinkError'),
  RuntimeError: errorClass('RuntimeError'),
};
