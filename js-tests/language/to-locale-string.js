'use strict';

// Numbers and dates in the default locale, as in the United States.

const numbers = [0, -0, 1, -1, 999, 1000, 1234567.891, -1234.5678, 1e21, 1.5e-7, 1e-10, 0.0005, 0.00049, 1.0005,
                 999.9995, 99999.99951, NaN, Infinity, -Infinity, 123456789012345680000, Number.MAX_SAFE_INTEGER];
for (const n of numbers) console.log(n, n.toLocaleString());
for (const n of [0n, 12345n, -1234567890123456789n]) console.log(n.toLocaleString());
console.log((1234.5678).toLocaleString('en-US', { maximumFractionDigits: 1 }), (5).toLocaleString('en', { minimumFractionDigits: 2 }));
console.log((1.25).toLocaleString(undefined, { maximumFractionDigits: 1 }), (1234.5).toLocaleString([], { useGrouping: false }));
console.log((0.5).toLocaleString(undefined, { maximumFractionDigits: 0 }), [1234.5, 'a', 2].toLocaleString());

for (const d of [new Date(2020, 0, 2, 15, 4, 5), new Date(1999, 11, 31, 0, 0, 0), new Date(2024, 1, 29, 12, 30)]) {
  // Newer releases of ICU put a narrow no-break space before AM and PM.
  const plain = (text) => text.replace(/\u202f/g, ' ');
  console.log(plain(d.toLocaleString()), '|', d.toLocaleDateString(), '|', plain(d.toLocaleTimeString()));
  console.log(plain(d.toLocaleString('en-US', { timeZone: 'UTC' })), '|', d.toLocaleTimeString('en-US', { hour12: false }).replace(/^24/, '00'));
}
console.log(new Date(NaN).toLocaleString(), Number.prototype.toLocaleString.name, Date.prototype.toLocaleTimeString.name);
for (const bad of [() => Number.prototype.toLocaleString.call('x'), () => Date.prototype.toLocaleString.call({})]) {
  try {
    bad();
  } catch (e) {
    console.log(e.name);
  }
}
