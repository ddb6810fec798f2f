(function (targets, require) {
  'use strict';

  const { Reflect, Object, Array, Proxy, Set } = globalThis;
  const { apply, construct, ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const say = now;
  const process = require('process');
  const exit = process.reallyExit.bind(process, 0);
  const { setTimeout } = require('timers');
  process.on('uncaughtException', () => {});
  process.on('unhandledRejection', () => {});

  // What ends the script, which is no fault, and what ties a native half to its
  // scripts: nothing can be expected of a module without its callbacks.
  const left = new Set(['exit', 'reallyExit', 'abort', '_kill', 'kill', 'setup']);

  function bang() {
    throw new Error('bang');
  }

  const hostile = new Proxy(function() {}, {
    get: bang, set: bang, has: bang, ownKeys: bang, apply: bang, construct: bang,
    getPrototypeOf: bang, getOwnPropertyDescriptor: bang, defineProperty: bang, deleteProperty: bang,
  });

  function detached(view) {
    const buffer = new ArrayBuffer(16);
    const v = view ? new view(buffer) : buffer;
    require('internal/structured_clone').structuredClone(buffer, { transfer: [buffer] });
    return v;
  }

  let depth = 0;
  let last = null;
  const reentrant = {
    valueOf() { return again(3); },
    toString() { return again('x'); },
    get length() { return again(2); },
    get 0() { return again(0); },
  };

  // Calls the function that is being called once more, from inside.
  function again(result) {
    if (depth < 2 && last) {
      depth++;
      try {
        apply(last.fn, last.self, last.args);
      } catch {
        // Exceptions are what is wanted.
      } finally {
        depth--;
      }
    }
    return result;
  }

  const allTable = [
    undefined, null, true, false, 0, -0, 1, -1, 3.7, NaN, Infinity, -Infinity, 255, 4099, 2 ** 33, -(2 ** 31),
    2 ** 53, -(2 ** 53), 1e308, 10n, -(2n ** 70n), '', 'x', '\0', '\ud800', 'utf8', 'hex', 'sha256', 'aes-128-cbc',
    '127.0.0.1', '../../etc/passwd', '/', 'y'.repeat(70000), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    Symbol('s'), Symbol.iterator, {}, [], [[[]]], [1, 'a', null], new Array(5), Object.create(null),
    function() {}, () => {}, bang, class {}, hostile, new Proxy([], {}), reentrant,
    { valueOf: bang, toString: bang }, { toString() { return {}; }, valueOf() { return {}; } }, { get length() { throw 1; } },
    { length: -1 }, { length: 'x' }, /x/g, new Date(NaN), new Error('e'),
    Promise.resolve(1), { then: bang }, { get then() { throw 2; } }, new Map([[1, 2]]), new Set([1]), new WeakMap(),
    Buffer.from('abc'), new Uint8Array(0), new Float64Array(3), new DataView(new ArrayBuffer(8), 2), new ArrayBuffer(4),
    detached(), detached(Uint8Array), detached(DataView), detached(Float64Array), Object.freeze({}), Object.freeze([1]),
    { signal: { aborted: true } }, { encoding: 'utf8', flag: 'r' }, { objectMode: true, highWaterMark: -1 },
  ];

  // Scripts that believe such a length go on until they are interrupted, in Node
  // too; native functions must not.
  const nativeTable = [...allTable, { length: 2 ** 53 }, { byteLength: 2 ** 53, length: 1e9 }];

  let seed = 1;
  function random(n) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 65536) % n;
  }

  const seen = new Set([Object.prototype, Function.prototype, Array.prototype, globalThis]);
  const found = [];

  // The engine's own functions are not on trial.
  for (const name of ownKeys(globalThis)) {
    const d = getOwnPropertyDescriptor(globalThis, name);
    if (typeof d.value !== 'function' && typeof d.value !== 'object' || d.value === null || name === 'global') continue;
    skip(d.value);
    if (d.value.prototype) skip(d.value.prototype);
  }
  skip(getPrototypeOf(Uint8Array));
  skip(getPrototypeOf(Uint8Array).prototype);

  function skip(o) {
    seen.add(o);
    for (const key of ownKeys(o)) {
      const { value } = getOwnPropertyDescriptor(o, key);
      if (typeof value === 'function') seen.add(value);
    }
  }

  // Finds the functions of an object, of its prototypes and of what it holds.
  function explore(o, path, level) {
    if (o === null || typeof o !== 'object' && typeof o !== 'function' || seen.has(o) || level > 5) return;
    seen.add(o);
    if (ArrayBuffer.isView(o)) return exploreWith(getPrototypeOf(o), o, path);
    let keys = [];
    try {
      keys = ownKeys(o);
    } catch {
      return;
    }
    for (let i = 0; i < keys.length && i < 500; i++) {
      const name = path + '.' + String(keys[i]);
      let d;
      try {
        d = getOwnPropertyDescriptor(o, keys[i]);
      } catch {
        continue;
      }
      if (!d || left.has(keys[i])) continue;
      for (const fn of [d.get, d.set]) if (fn) found.push({ fn, self: o, name });
      let v = d.value;
      if (d.get) {
        say(name);
        try {
          v = apply(d.get, o, []);
        } catch {
          continue;
        }
      }
      if (typeof v === 'function' && !seen.has(v)) found.push({ fn: v, self: o, name });
      explore(v, name, level + 1);
    }
    let proto = null;
    try {
      proto = getPrototypeOf(o);
    } catch {
      return;
    }
    if (proto !== null && !seen.has(proto)) exploreWith(proto, o, path);
  }

  // The methods of a prototype that was met behind an object are called on it.
  function exploreWith(proto, self, path) {
    const first = found.length;
    explore(proto, path + '.__proto__', 3);
    for (let i = first; i < found.length; i++) if (found[i].self === proto) found[i].self = self;
  }

  function call(target, args) {
    last = { fn: target.fn, self: target.self, args };
    let result;
    try {
      result = apply(target.fn, target.self, args);
    } catch {
      return;
    }
    if (result !== null && typeof result === 'object' && found.length < 4000) {
      if (typeof result.then === 'function') {
        try {
          result.then(() => {}, () => {});
        } catch {
          // Thenables of the table.
        }
      }
      if (typeof result.on === 'function') {
        try {
          result.on('error', () => {});
        } catch {
          // An emitter that was made with odd options.
        }
      }
      explore(result, target.name + '()', 3);
    }
  }

  function attack(target) {
    say(target.name);
    const table = target.name.startsWith('.binding') ? nativeTable : allTable;
    call(target, []);
    for (let i = 0; i < table.length; i++) call(target, [table[i]]);
    for (let i = 0; i < 40; i++) {
      const args = [];
      for (let n = 2 + random(4); n > 0; n--) args.push(table[random(table.length)]);
      call(target, args);
    }
    for (let i = 0; i < 8; i++) {
      call({ fn: target.fn, self: table[random(table.length)], name: target.name }, [table[random(table.length)]]);
      try {
        construct(target.fn, [table[random(table.length)], table[random(table.length)]]);
      } catch {
        // No constructor, or a wrong argument.
      }
    }
  }

  explore(targets, '', 0);
  for (let i = 0; i < found.length; i++) attack(found[i]);
  setTimeout(exit, 50);
})
