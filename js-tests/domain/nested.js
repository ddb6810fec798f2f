'use strict';

// Domains within domains: an error that one does not take, or that its listener
// throws, goes to the one around it, and none is left on the stack.

const domain = require('domain');

process.on('uncaughtException', (error) => console.log('process', error.message, domain._stack.length));

const outer = domain.create();
const depth = (label) => console.log(label, domain._stack.length, process.domain === outer, process.domain);
outer.on('error', (error) => {
  console.log('outer', error.message, error.domain === outer);
  console.log(domain._stack.length, process.domain);
});

const steps = [
  () => outer.run(() => {
    const inner = domain.create();
    inner.run(() => setTimeout(() => { throw new Error('no listener'); }, 1));
  }),
  () => outer.run(() => {
    const inner = domain.create();
    inner.on('error', (error) => {
      console.log('inner', error.message, process.domain === outer);
      throw new Error('thrown by the listener');
    });
    inner.run(() => { throw new Error('at once'); });
  }),
  () => outer.run(() => {
    const inner = domain.create();
    inner.on('error', (error) => console.log('inner', error.message, error.domain === inner, process.domain === outer));
    inner.run(() => setTimeout(() => { throw new Error('taken'); }, 1));
  }),
  () => outer.run(() => {
    outer.run(() => { throw new Error('twice'); });
  }),
  () => { outer.enter(); throw new Error('entered'); },
];
let at = 0;
const timer = setInterval(() => {
  if (process.domain) console.log('left behind', domain._stack.length);
  if (at === steps.length) return clearInterval(timer);
  return steps[at++]();
}, 20);
