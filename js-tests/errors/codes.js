'use strict';
// Errors with a code: what a script sees of them.
const util = require('util');
const events = require('events');
const show = (f) => {
  try { f(); console.log('no error'); } catch (e) {
    console.log(String(e));
    console.log(e.name, e.code, e.constructor === TypeError || e.constructor === RangeError || e.constructor.name, e.stack.split('\n')[0]);
    console.log(Object.keys(e), e instanceof Error, Object.prototype.toString.call(e), e.hasOwnProperty('name'));
    console.log(util.inspect(e).replace(/\n {4}at .*/g, ''));
  }
};
const e = new events();
for (const v of [undefined, null, 1, 'str', 'a long string that needs to be cut off somewhere', true, 5n, Symbol('q'), {}, [], Object.create(null), new Map(), class A {}, /r/, new (class Foo {})()]) {
  show(() => e.on('x', v));
}
show(() => e.setMaxListeners(-1)); show(() => e.setMaxListeners('x')); show(() => e.emit('error')); show(() => e.emit('error', 5)); show(() => e.emit('error', { a: 1 })); show(() => e.emit('error', new RangeError('own')));
show(() => util.inherits(null, null)); show(() => util.inherits(function() {}, null)); show(() => util.inherits(function() {}, {})); show(() => util.promisify(5)); show(() => util.callbackify('x')); show(() => util.getSystemErrorName(1)); show(() => util.getSystemErrorName('x')); show(() => util.getSystemErrorName(-4294967297)); show(() => util.getSystemErrorName(-1.5)); show(() => util.stripVTControlCharacters(5)); show(() => util.formatWithOptions(5)); show(() => util.deprecate(() => {}, 'm', 5)); show(() => util.styleText('nocolor', 'x')); show(() => util.styleText('red', 5));
show(() => new (class extends TypeError { constructor() { super('sub'); this.code = 'MINE'; } })());
console.log(util.getSystemErrorName(-2), util.getSystemErrorName(-111), util.getSystemErrorName(-99999), util.getSystemErrorMap().get(-13), util.getSystemErrorMap().size, [...util.getSystemErrorMap()].length);
const x = util._errnoException(-2, 'open', 'extra'); console.log(x.message, x.code, x.errno, x.syscall, Object.keys(x));
const y = util._exceptionWithHostPort(-111, 'connect', '127.0.0.1', 80, 'local'); console.log(y.message, Object.entries(y));
class Named extends Error { constructor(m) { super(m); this.name = 'Named'; } } console.log(new Named('late').stack.split('\n')[0], String(new Named('late')));
const late = new Error('a'); late.message = 'b'; console.log(late.stack.split('\n')[0]); const early = new Error('a'); early.stack; early.message = 'b'; console.log(early.stack.split('\n')[0]);
const target = {}; Error.captureStackTrace(target); console.log(target.stack.split('\n')[0], Object.keys(target)); const named = { name: 'N', message: 'm' }; Error.captureStackTrace(named); console.log(named.stack.split('\n')[0]);
console.log(Object.getOwnPropertyNames(new Error('x')), Object.keys(Object.getOwnPropertyDescriptor(class { static m() {} }, 'm')));
