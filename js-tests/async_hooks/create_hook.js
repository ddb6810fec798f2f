'use strict';

// What hooks hear, of each resource by itself: when resources end is not told in
// the same turn as in Node.

const { AsyncResource, createHook, executionAsyncId } = require('async_hooks');
const fs = require('fs');
const net = require('net');

const heard = new Map();
const name = (id) => (heard.has(id) ? heard.get(id).type : id === 1 ? 'main' : 'other');
const hook = createHook({
  init(id, type, trigger, resource) {
    heard.set(id, { type, trigger: name(trigger), object: typeof resource, events: [] });
  },
  before(id) { if (heard.has(id)) heard.get(id).events.push('before'); },
  after(id) { if (heard.has(id)) heard.get(id).events.push('after'); },
  destroy(id) { if (heard.has(id)) heard.get(id).events.push('destroy'); },
});
for (const wrong of [{ init: 1 }, { before: null }, { after: {} }, { destroy: 'x' }, { promiseResolve: [] }]) {
  try {
    createHook(wrong);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
console.log(hook.enable() === hook, hook.enable() === hook);

const print = (...types) => {
  for (const type of types) {
    for (const entry of heard.values()) {
      if (entry.type === type) console.log(type, '<', entry.trigger, entry.object, entry.events.join());
    }
  }
};

new AsyncResource('OWN').runInAsyncScope(() => {
  setTimeout(() => {}, 1);
  let turns = 0;
  const interval = setInterval(() => { if (++turns === 3) clearInterval(interval); }, 1);
  clearTimeout(setTimeout(() => {}, 1));
  setImmediate(() => {});
  clearImmediate(setImmediate(() => {}));
  fs.stat('.', () => {});
});
new AsyncResource('ENDED').emitDestroy();
new AsyncResource('THROWS').runInAsyncScope(() => {
  try {
    new AsyncResource('INNER').runInAsyncScope(() => { throw new Error(); });
  } catch (error) {
    console.log('INNER', name(executionAsyncId()));
  }
});
try {
  new AsyncResource('');
} catch (error) {
  console.log(error.code);
}

// A turn of the loop in between: that tells of what has ended.
setTimeout(() => setImmediate(() => {}), 40);
setTimeout(() => {
  hook.disable();
  print('OWN', 'ENDED', 'THROWS', 'INNER', 'Timeout', 'Immediate', 'FSREQCALLBACK');
  heard.clear();
  new AsyncResource('UNHEARD');
  print('UNHEARD');
  sockets();
}, 100);

function sockets() {
  hook.enable();
  const server = net.createServer((socket) => socket.end()).listen(0, () => {
    net.connect(server.address().port).resume().on('close', () => server.close());
  });
  server.on('close', () => setTimeout(() => {
    hook.disable();
    const types = [...heard.values()].map(({ type }) => type);
    for (const type of ['TCPSERVERWRAP', 'TCPCONNECTWRAP', 'TCPWRAP']) {
      console.log(type, types.filter((t) => t === type).length);
    }
    for (const { type, events } of heard.values()) {
      if (/^TCP/.test(type)) console.log(type, events[0] || '', events[events.length - 1]);
    }
    promises();
  }, 60));
  server.on('close', () => setTimeout(() => setImmediate(() => {}), 30));
}

// An await counts for a resource of its own, which carries what hooks keep.
function promises() {
  hook.enable();
  const stores = new Map();
  const carry = createHook({ init(id) { stores.set(id, stores.get(executionAsyncId())); } }).enable();
  new AsyncResource('REQUEST').runInAsyncScope(async () => {
    stores.set(executionAsyncId(), 'request');
    await null;
    console.log(name(executionAsyncId()), stores.get(executionAsyncId()));
    await new Promise((resolve) => fs.stat('.', resolve));
    console.log(stores.get(executionAsyncId()));
    Promise.resolve().then(() => {
      console.log(stores.get(executionAsyncId()));
      carry.disable();
      hook.disable();
    });
  });
}
