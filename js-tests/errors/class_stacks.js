'use strict';

// The stack of an error of a class begins where it was made, not in its constructors.

function make(Class) {
  return new Class('text');
}
const frames = (error) => error.stack.split('\n').slice(1, 3)
  .map((line) => line.replace(/^ *at (?:Object\.<anonymous> \()?(?:.*[\\/])?/, '').replace(/\)$/, '')).join();

class Own extends Error {
  constructor(message) {
    super(message);
    this.name = 'Own';
  }
}
class Implicit extends Own {}
class Third extends Implicit {
  constructor() { super('third'); this.code = 'E3'; }
}
class Short extends TypeError {}
class Captured extends Error {
  constructor() { super(); Error.captureStackTrace(this, Captured); }
}
class Base extends Error {
  constructor() {
    super();
    Error.captureStackTrace(this, this.constructor);
  }
}
class Derived extends Base {
  constructor() { super(); }
}
for (const Class of [Error, Own, Implicit, Third, Short, Captured, Base, Derived]) {
  const error = make(Class);
  console.log(Class.name, frames(error), error.stack.split('\n')[0]);
}
class Aggregate extends AggregateError {
  constructor() { super([]); }
}
console.log(frames((() => make(Aggregate))()));
console.log(frames(new Aggregate()).split(',')[0]);
function Old(message) {
  Error.captureStackTrace(this, Old);
  this.message = message;
}
Object.setPrototypeOf(Old.prototype, Error.prototype);
console.log(frames(make(Old)));
