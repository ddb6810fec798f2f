'use strict';
// Headers: what it takes, in which order it shows them, what it refuses.
const log = console.log;

function attempt(fn) {
  try {
    log(fn());
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}

for (const init of [undefined, {}, { b: '1', A: '2', a: '3' }, { a: 1, b: undefined, c: null }, [['x', '1'], ['X', '2']],
                    new Map([['m', 'n']]), new Headers({ Q: 'r' }), { a: ' \t1 \r\n' }, [['set-cookie', 'a'], ['Set-Cookie', 'b']],
                    { cookie: 'a' }, new (class extends Headers {})({ sub: 'class' }), Object.create({ inherited: '1' })]) {
  attempt(() => new Headers(init));
}
for (const init of [1, 'x', null, Symbol('s'), [['a']], [1], ['ab'], [['a', 'b', 'c']], { 'a b': '1' }, { a: '1\n2' }, { a: '\u0100' },
                    { '\u0100': 'a' }, { a: Symbol('s') }, { '': 'x' }, { a: 'b\0c' }, [[Symbol('s'), '1']], { [Symbol('s')]: '1' }]) {
  attempt(() => new Headers(init));
}
const h = new Headers();
for (const [method, ...args] of [
  ['append', 'A', '1'], ['append', 'a', '2'], ['set', 'B', 'x'], ['set', 'b', 'y'], ['get', 'A'], ['get', 'none'], ['has', 'B'],
  ['append', 'cookie', 'a'], ['append', 'Cookie', 'b'], ['append', 'set-cookie', 'a=1'], ['append', 'Set-Cookie', 'b=2'],
  ['getSetCookie'], ['get', 'set-cookie'], ['delete', 'A'], ['delete', 'none'], ['get'], ['append', 'a'], ['set', 'a'], ['has'],
  ['delete'], ['get', 'a b'], ['set', 'a', 'b\0'], ['append', '\u0100', 'x'], ['forEach'], ['forEach', 1], ['get', 5], ['set', 'n', 5],
]) attempt(() => h[method](...args));
log(h, [...h], [...h.keys()], [...h.values()]);
h.set('set-cookie', 'c=3');
log(h.getSetCookie());
h.forEach(function(value, name, all) { log(name, value, all === h, this.me); }, { me: 1 });
const it = h.entries();
log(it, Object.prototype.toString.call(it), it[Symbol.iterator]() === it, it.next());
h.append('aaa', 'first');
log([...it]);
attempt(() => it.next.call({}));
for (const name of ['append', 'get', 'keys', 'getSetCookie', 'forEach']) attempt(() => Headers.prototype[name].call({}, 'a', 'b'));
for (const key of Object.getOwnPropertyNames(Headers.prototype)) {
  const { enumerable, configurable } = Object.getOwnPropertyDescriptor(Headers.prototype, key);
  log(key, enumerable, configurable, Headers.prototype[key].length);
}
log({ nested: new Headers({ a: 'b' }) }, [[[new Headers({ a: 'b' })]]], String(new Headers()));
