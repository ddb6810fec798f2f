'use strict';
// The names, what kinds of properties they are, and what misuse throws.
const web = require('node:stream/web');
const log = console.log;

function attempt(fn) {
  try {
    return fn();
  } catch (error) {
    // An engine has words of its own for a class that is called.
    return error.code === undefined ? error.name : `${error.name} ${error.code} ${error.message}`;
  }
}

log(Object.keys(web));
for (const name of Object.keys(web)) {
  const Class = globalThis[name];
  const { enumerable, writable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
  log(name, Class === web[name], Class.name, Class.length, enumerable, writable, configurable);
  for (const key of Reflect.ownKeys(Class.prototype)) {
    if (typeof key === 'symbol' && !/^Symbol\((Symbol|nodejs)/.test(String(key))) continue;
    const d = Object.getOwnPropertyDescriptor(Class.prototype, key);
    if (typeof key === 'string') log(' ', key, d.enumerable, d.configurable, typeof d.get, typeof d.value, d.value && d.value.length);
    if (typeof key === 'string' && d.get && name !== 'ReadableStreamDefaultController') {
      log('   ', attempt(() => { d.get.call({}).catch((error) => log(name, key, error.message)); return 'a promise'; }));
    }
  }
  log(attempt(() => Class()));
  for (const args of [[], [1], [{}, 1], [null, null], [{}], [{ type: 'x' }], [{ type: 'bytes' }, { size() {} }],
                      [{}, { highWaterMark: -1 }], [{}, { highWaterMark: 'x' }], [{}, { size: 1 }],
                      [{ pull: 1 }], [{ write: 1 }], [{ transform: 1 }], [{ readableType: 1 }],
                      [{ type: 'bytes', autoAllocateChunkSize: 0 }], ['gzip'], [new ReadableStream()],
                      [new WritableStream()], [{ highWaterMark: '5' }]]) {
    log(args, attempt(() => new Class(...args)));
  }
}
for (const Class of [web.ReadableStream, web.WritableStream, web.TransformStream]) log(String(new Class()));
