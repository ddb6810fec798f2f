'use strict';

// A BigInt has at most 2 ** 30 bits.

function outcome(fn) {
  try {
    return `${fn()}`;
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
}

const huge = 2n ** 40n;
const one = 1n;
for (const fn of [
  () => 1n << huge, () => one << huge, () => (-1n) << huge, () => 1n >> -huge, () => 1n << 2n ** 64n, () => 1n << 2n ** 31n,
  () => 2n ** huge, () => 2n ** 2n ** 64n, () => 10n ** 2n ** 30n, () => { let x = 3n; x <<= huge; return x; },
  () => { let x = 3n; x **= huge; return x; }, () => { const o = { x: 3n }; return o.x ** huge; },
  () => 0n << huge, () => 0n ** huge, () => 1n ** huge, () => 5n >> huge, () => -5n >> huge, () => 2n ** 100n, () => 1n << 70n,
  () => one << 3n, () => 2 ** 10, () => 1 << 4, () => one << 1, () => 1 << one, () => 2n ** { valueOf: () => 3n },
  () => { let n = 2; n **= 3; n <<= 2; n >>= 1; return n; },
]) {
  console.log(String(fn).slice(6), '=>', outcome(fn));
}

// eval sees the variables around it.
function local(text) {
  const here = 'here';
  return eval(text) + here;
}
console.log(local('here + 1'), eval(7), eval('1;2'), outcome(() => local(`${'('.repeat(1e6)}1${')'.repeat(1e6)}`)));
