// Async generators: what they are to those who look, and what happens when several things
// are asked of one at a time.

const util = require('util');

async function* f(a) {
  try {
    const x = yield a;
    console.log('got', x);
    yield* [1, Promise.resolve(2)];
    yield* g();
  } finally {
    console.log('finally');
  }
  return Promise.resolve('returned');
}

async function* g() {
  yield 'g1';
  throw new Error('in g');
}

class C {
  async *m() { yield 1; }
  static async *s() {}
  async *#p() {}
  x = async function* () {};
  static get p() { return new C().#p; }
}

const e = async function* () {};
const o = { e2: async function* () {} };
const { d = async function* () {} } = {};
console.log(f, e, o.e2, d, [f, e, o.e2, d].map((fn) => fn.name), f.length);
console.log(async function* () {}, (async function* named() {}).name, new C().m, C.s, C.p, new C());
console.log(util.types.isGeneratorFunction(f), util.types.isAsyncFunction(f), util.types.isGeneratorObject(f()));
console.log(f(), Object.prototype.toString.call(f()), Object.prototype.toString.call(f), f() instanceof f);
console.log(Object.getOwnPropertyDescriptor(f, 'prototype').enumerable, f().next === g().next);

async function several() {
  const it = f('a');
  console.log(await Promise.all([it.next(1), it.next(2), it.next(3)]));
  try {
    for await (const x of it) console.log(x);
  } catch (error) {
    console.log(error.message);
  }
  console.log(await it.next());
}

async function ends() {
  const begun = f('b');
  await begun.next();
  console.log(await begun.return(Promise.resolve('from outside')), await begun.next());
  console.log(await f('c').return(5));
  console.log(await Promise.allSettled([f('d').throw('thrown'), f('e').return(Promise.reject(6))]));
  console.log(await f.prototype.next.call({}).catch((error) => error.name));
}

// Who is asked for what, in which order, by yield*.
async function delegates() {
  const told = [];
  const inner = {
    [Symbol.asyncIterator]() { return this; },
    next(value) { told.push(`next ${value}`); return { done: false, value: Promise.resolve('kept') }; },
    return(value) { told.push(`return ${value}`); return { done: true, value: `${value}!` }; },
  };
  const it = (async function* () { yield* inner; })();
  console.log((await it.next('lost')).value, (await it.next('sent')).value, await it.return('end'), told);
}

async function loops() {
  for await (const x of [Promise.resolve(1), 2]) console.log(x);
  for await (const x of (async function* () { yield* [3, 4]; })()) {
    console.log(x);
    break;
  }
}

async function made() {
  const AsyncGeneratorFunction = Object.getPrototypeOf(f).constructor;
  const sum = new AsyncGeneratorFunction('a', 'b', 'yield a + b');
  console.log(sum, await sum(1, 2).next(), AsyncGeneratorFunction.name);
}

several().then(ends).then(delegates).then(loops).then(made);
