'use strict';

// The words of the errors that the language throws most.

function words(fn) {
  try {
    return String(fn());
  } catch (e) {
    return `${e.name}: ${e.message} ${e.constructor === globalThis[e.name]} ${e.stack.startsWith(`${e.name}: ${e.message}\n`)}`;
  }
}

const o = { b: {}, n: null };
let u;
const nil = null;
const key = 'key';
for (const fn of [
  () => u.x,
  () => nil.x,
  () => o.missing.x,
  () => o.n.x,
  () => u[0],
  () => nil[key],
  () => nil[u],
  () => o.n.toString(),
  () => u.x.y,
  () => u.x(),
  () => u[key](),
  () => { u.x = 1; },
  () => { nil.x = 1; },
  () => { nil[0] = 1; },
  () => { o.missing[key] = 1; },
  () => o.b(),
  () => o.c(),
  () => o.b.c(),
  () => u(),
  () => nil(),
  () => new u(1),
  () => new o.c(1),
  () => { const f = () => 1; return new f(1); },
  () => { const f = 5; return f(); },
  () => missing,
  () => missing(),
  () => { const c = 1; c = 2; },
  () => { later; let later; },
  () => { later = 1; let later; },
  () => { new Later(); class Later {} },
  () => { throw new TypeError("Cannot read property 'x' of undefined"); },
]) {
  console.log(String(fn), '=>', words(fn));
}

Promise.resolve().then(() => u.x).catch((e) => console.log(e.message));
(async () => nil.x)().catch((e) => console.log(e.message));
