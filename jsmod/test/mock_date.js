'use strict';

// A Date whose present is somebody else's.

const { codes: { ERR_INVALID_STATE } } = require('internal/errors');

// makeDate gives a Date in the place of the global one, whose now() is given.
function makeDate(now) {
  const Real = globalThis.Date;
  if (Real.isMock) throw new ERR_INVALID_STATE('Date is already being mocked!');

  // The parameters are there to be counted.
  function MockDate(year, month, date, hours, minutes, seconds, ms) {
    if (!new.target) return new Real(now()).toString();
    return arguments.length === 0 ? new Real(now()) : Reflect.construct(Real, arguments);
  }

  const statics = Object.getOwnPropertyDescriptors(Real);
  delete statics.prototype;
  Object.defineProperties(MockDate, statics);
  MockDate.now = function() {
    return now();
  };
  Object.defineProperty(MockDate.now, 'name', { value: 'now' });
  // What a script prints is what it would print of the real one.
  MockDate.toString = function toString() {
    return Function.prototype.toString.call(Real);
  };
  Object.defineProperty(MockDate, 'isMock', { value: true, enumerable: true });
  MockDate.prototype = Real.prototype;
  return MockDate;
}

module.exports = { makeDate };
