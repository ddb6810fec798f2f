'use strict';

// What the scripts of this folder share: callbacks tell in which context they were
// called, and the end of the script prints it, in an order that does not depend on
// what happened first.

const { AsyncLocalStorage } = require('async_hooks');

const storage = new AsyncLocalStorage();
const seen = new Map();

// see notes that label was called in the context of now.
function see(label) {
  const now = String(storage.getStore());
  if (!seen.has(label)) seen.set(label, []);
  const list = seen.get(label);
  if (list[list.length - 1] !== now) list.push(now);
}

// sees makes a listener that notes its label and then calls fn.
function sees(label, fn) {
  return function(...args) {
    see(label);
    if (fn) return fn.apply(this, args);
  };
}

// watch adds a listener for each of the events of an emitter.
function watch(emitter, name, events) {
  for (const event of events) emitter.on(event, sees(`${name} ${event}`));
}

// within calls fn in a context of that name.
const within = (name, fn) => storage.run(name, fn);

process.on('exit', () => {
  for (const label of [...seen.keys()].sort()) console.log(`${label}: ${seen.get(label).join(', ')}`);
});

module.exports = { see, sees, storage, watch, within };
