'use strict';
// DOMException is an Error with a name of a list and that name's number.
const log = console.log;

for (const args of [[], ['m'], ['m', 'AbortError'], ['m', { name: 'DataCloneError', cause: 1 }], ['m', 'Unknown'], [5, null]]) {
  const e = new DOMException(...args);
  log(e.name, e.message, e.code, e.cause, e instanceof Error, String(e), Object.keys(e));
}
const e = new DOMException('m', 'TimeoutError');
log(Object.prototype.toString.call(e), e.stack.split('\n')[0], DOMException.ABORT_ERR, e.TIMEOUT_ERR);
class Mine extends DOMException {}
log(new Mine('x', 'AbortError').code);
try {
  Object.getOwnPropertyDescriptor(DOMException.prototype, 'name').get.call({});
} catch (error) {
  log(error.name, error.code);
}
