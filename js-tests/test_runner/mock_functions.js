'use strict';

const { mock } = require('node:test');

const add = mock.fn((a, b) => a + b);
console.log(add(1, 2), add.mock.callCount(), add.name, add.length);
const [call] = add.mock.calls;
console.log(Object.keys(call), call.result, call.arguments, call.error, call.target, call.this, call.stack instanceof Error);
add.call('this', 5, 6);
console.log(add.mock.calls[1].this, add.mock.calls[1].arguments, add.mock.calls[0].arguments);

const broken = mock.fn(() => { throw new Error('x'); });
try { broken(); } catch (error) { console.log(error.message, broken.mock.calls[0].error === error); }

class A { constructor(x) { this.x = x; } }
const B = mock.fn(A);
const b = new B(3);
console.log(b, b instanceof A, B.mock.calls[0].target === A, B.mock.calls[0].this === b, B.mock.calls[0].result === b);

add.mock.mockImplementation(() => 'other');
add.mock.mockImplementationOnce(() => 'once');
add.mock.mockImplementationOnce(() => 'the fifth', 4);
console.log(add(), add(), add(), add());
add.mock.resetCalls();
console.log(add.mock.callCount(), add.mock.calls);
add.mock.restore();
console.log(add(2, 3));

const twice = mock.fn(() => 'real', () => 'mocked', { times: 2 });
console.log(twice(), twice(), twice());
console.log(mock.fn()(), mock.fn().name, mock.fn({ times: 1 })(), mock.fn(function given() {}).name);
mock.restoreAll();
console.log(Object.keys(mock), Object.getOwnPropertyNames(Object.getPrototypeOf(mock)));
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(add.mock)));

for (const wrong of [
  () => mock.fn(1), () => mock.fn(() => {}, 1), () => mock.fn({ times: 0 }), () => mock.fn(() => {}, { times: 'x' }),
  () => add.mock.mockImplementation(1), () => add.mock.mockImplementationOnce(() => {}, -1),
  () => add.mock.mockImplementationOnce('x'),
]) {
  try { wrong(); console.log('taken'); } catch (error) { console.log(error.name, error.code, error.message); }
}
