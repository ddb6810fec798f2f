// A function that is declared in a block is seen outside of it, where code is not strict.

const log = (...what) => console.log(...what);

function simple(x) {
  log(typeof inner);
  if (x) {
    log(inner());
    function inner() { return 'inner'; }
  }
  log(typeof inner);
}
simple(true);
simple(false);

// The block has a variable of its own, which is given away where the declaration stands.
function twoVariables() {
  {
    const seen = f;
    f = 1;
    function f() {}
    f = 2;
    log(typeof seen, f);
  }
  log(f);
}
twoVariables();

// Each turn of a loop has its own.
const calls = [];
for (let i = 0; i < 3; i++) {
  function turn() { return i; }
  calls.push(() => turn());
}
log(calls.map((call) => call()), turn());

// What would collide stays in its block.
function collisions(param) {
  let taken = 'let';
  const { short, long: [renamed] } = { short: 1, long: [2] };
  { function taken() {} function param() {} function short() {} function renamed() {} }
  log(taken, param, short, renamed);
  {
    let nested = 1;
    { function nested() {} }
    log(typeof nested);
  }
  log(typeof nested);
  for (let head of [1]) { function head() {} }
  try {
    throw { pattern: 1 };
  } catch ({ pattern }) {
    { function pattern() {} }
  }
  log(typeof head, typeof pattern);
}
try {
  collisions('parameter');
} catch (error) {
  log(error.name);
}

function caught() {
  try {
    throw 'thrown';
  } catch (e) {
    { function e() {} }
    log(e);
  }
  log(typeof e);
}
caught();

function cases(n) {
  switch (n) {
    case 1: function one() { return 1; } break;
    case 2: function two() { return 2; }
  }
  log(typeof one, typeof two);
}
cases(1);
cases(2);

function branches(x) {
  if (x) function yes() { return 1; } else function no() { return 2; }
  log(typeof yes, typeof no);
}
branches(true);
branches(false);
log(typeof yes);

function strict() {
  'use strict';
  { function kept() {} }
  log(typeof kept);
}
strict();

function others() {
  { async function a() {} function* g() {} class c {} }
  log(typeof a, typeof g, typeof c);
}
others();

const arrow = () => {
  { function inArrow() { return this === undefined; } }
  return inArrow.name;
};
log(arrow());

class Strict {
  method() {
    { function inClass() {} }
    return typeof inClass;
  }
}
log(new Strict().method());

const vm = require('vm');
vm.runInThisContext('{ function global1() { return 7; } }');
log(typeof global1, global1());
log(Object.getOwnPropertyDescriptor(globalThis, 'global1').enumerable);
log(Object.keys(globalThis).filter((name) => name.includes('tlsjs')));
