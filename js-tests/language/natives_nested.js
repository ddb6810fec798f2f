'use strict';

// Natives that call each other without a function of the script's in between.

function outcome(fn) {
  try {
    return typeof fn();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
}

for (const fn of [
  () => { const o = {}; Object.defineProperty(o, 'x', { get: Reflect.get.bind(null, o, 'x') }); return o.x; },
  () => { const e = new Error('x'); e.name = e; return String(e); },
  () => { const o = {}; o.toString = String.prototype.concat.bind('', o); return `${o}`; },
  () => { const a = []; a.join = Array.prototype.toString; return String(a); },
  () => { const d = new Date(); d.toISOString = Date.prototype.toJSON; return JSON.stringify(d); },
  () => { const o = {}; o.toString = Object.prototype.toLocaleString; return o.toLocaleString(); },
  () => { const p = Promise.resolve(); p.then = Promise.prototype.catch; return p.catch(); },
  () => { const o = {}; o.toJSON = JSON.stringify.bind(null, o); return JSON.stringify(o); },
  () => { const o = {}; o.valueOf = Math.max.bind(null, o); return +o; },
  () => { let a = []; for (let i = 0; i < 50000; i++) a = [a]; return String(a); },
]) {
  console.log(outcome(fn));
}

// Binding is what it was.
const bound = Math.max.bind(null, 3);
console.log(bound.name, bound.length, bound(1, 7), bound(1), 'prototype' in bound);
const List = Array.bind(null, 1);
console.log(new List(2), new List() instanceof Array);
