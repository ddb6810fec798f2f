'use strict';

// AsyncResource, and the ids of what executes. Ids differ from Node's: they are
// told by what they belong to.

const { AsyncResource, executionAsyncId, executionAsyncResource, triggerAsyncId } = require('async_hooks');

console.log(executionAsyncId(), triggerAsyncId(), typeof executionAsyncResource());

const names = new Map([[executionAsyncId(), 'main'], [0, 'nobody']]);
const here = (label) => console.log(label, names.get(executionAsyncId()), '<', names.get(triggerAsyncId()));
const made = (name, ...rest) => {
  const resource = new AsyncResource(name, ...rest);
  names.set(resource.asyncId(), name);
  return resource;
};

const first = made('first');
console.log(names.get(first.triggerAsyncId()), first.asyncId() > 1);
const result = first.runInAsyncScope(function(a, b) {
  here('scope');
  console.log(this.self, a, b, executionAsyncResource() === first);
  const second = made('second');
  const third = made('third', { triggerAsyncId: 0 });
  const fourth = made('fourth', second.asyncId());
  second.runInAsyncScope(here, null, 'second');
  third.runInAsyncScope(here, null, 'third');
  fourth.runInAsyncScope(here, null, 'fourth');
  here('scope again');
  return 'result';
}, { self: 'this' }, 1, 2);
console.log(result);
try {
  first.runInAsyncScope(() => { throw new Error('out of the scope'); });
} catch (error) {
  console.log(error.message);
}
here('after');

const bound = first.bind(function(a) { here('bound'); return [this, a]; });
console.log(bound.call('receiver', 1), bound.length, bound.name);
console.log(first.bind(function() { return this; }, 'fixed').call('receiver'));
console.log(AsyncResource.bind(function() { return this; }, 'TYPE', 'fixed').call('receiver'));
console.log(AsyncResource.bind((a, b, c) => 0).length, first.emitDestroy() === first);

for (const args of [[], [1], ['x', { triggerAsyncId: -2 }], ['x', { triggerAsyncId: 'y' }], ['x', 1.5], ['', {}]]) {
  try {
    console.log('made', new AsyncResource(...args).constructor.name);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
try {
  first.bind('no function');
} catch (error) {
  console.log(error.code);
}

// What calls back is a resource: its id is new, its trigger whoever made it.
first.runInAsyncScope(() => {
  const check = (label, also) => console.log(
    label, names.has(executionAsyncId()), names.get(triggerAsyncId()), also);
  setTimeout(() => check('timeout'), 1);
  const timer = setTimeout(() => check('that timeout', executionAsyncResource() === timer), 20);
  process.nextTick(() => check('tick'));
  require('fs').stat('.', () => setTimeout(() => console.log('stat was', names.get(triggerAsyncId())), 100));
  setTimeout(() => setImmediate(() => check('immediate')), 40);
});
