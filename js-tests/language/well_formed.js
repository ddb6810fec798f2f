'use strict';
// Halves of surrogate pairs that stand alone, wherever they stand.
const high = '\ud83d';
const low = '\ude00';
for (const text of ['', 'a', high, low, high + low, low + high, `a${low}`, `${low}a`, `a${high}`, `${high}a`, high + high + low, high + low + low,
                    `${high}${low}${high}${low}`]) {
  console.log(text.isWellFormed(), Array.from({ length: text.toWellFormed().length }, (v, i) => text.toWellFormed().charCodeAt(i)));
}
