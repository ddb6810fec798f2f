'use strict';

// What the module and a domain look like, and how domains are entered and left.

console.log(process.domain, 'domain' in process);
process.setUncaughtExceptionCaptureCallback(() => {});
try {
  require('domain');
} catch (error) {
  console.log(error.name, error.code, error.message);
}
process.setUncaughtExceptionCaptureCallback(null);
const domain = require('domain');
const EventEmitter = require('events');

console.log(Object.keys(domain).join(), domain.active, domain._stack, process.domain);
console.log(domain.create === domain.createDomain, domain.create() instanceof domain.Domain);
console.log(Object.getOwnPropertyNames(domain.Domain.prototype).join(), domain.Domain.name);
const d = domain.create();
console.log(d instanceof EventEmitter, d.domain, d.members, d.eventNames());

const state = (label) => console.log(label, process.domain === d, domain.active === d, domain._stack.length, process.domain);
d.enter();
const inner = domain.create();
inner.enter();
d.enter();
console.log(domain._stack.length, domain._stack.indexOf(inner), inner.domain);
d.exit();
console.log(domain._stack.length, process.domain === inner);
d.exit();
state('left');
d.exit();
state('left twice');

console.log(d.run(function(a, b) { return [this === d, process.domain === d, a, b]; }, 1, 2));
const bound = d.bind(function(...args) { return [this.self, process.domain === d, args]; });
console.log(bound.call({ self: 'me' }, 1, 2), bound.domain === d, Object.keys(bound), bound.length);
console.log(d.intercept((...args) => [process.domain === d, args])(null, 1, 2));
console.log(d.intercept((...args) => args)(undefined), d.intercept((...args) => args)('text', 'b'));
d.on('error', (error) => console.log(error.message, error.domainThrown, typeof error.domainBound, error.domain === d, Object.keys(error)));
console.log(d.intercept(() => console.log('not called'))(new Error('intercepted'), 1));

for (const name of ['run', 'bind', 'intercept']) {
  try {
    console.log(name, typeof d[name](1));
  } catch (error) {
    console.log(name, error.name);
  }
  while (process.domain) process.domain.exit();
}
