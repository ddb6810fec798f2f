'use strict';

// Ranges of dates and times in the regions of English.

const first = Date.UTC(2024, 0, 5, 3, 4, 6, 7);
const seconds = [Date.UTC(2026, 2, 7, 15, 8, 9, 9), Date.UTC(2024, 10, 17, 15, 8, 9), Date.UTC(2024, 0, 17, 15, 8, 9), Date.UTC(2024, 0, 5, 15, 8, 9),
                 Date.UTC(2024, 0, 5, 4, 8, 9), Date.UTC(2024, 0, 5, 3, 18, 9), Date.UTC(2024, 0, 5, 3, 4, 9), first + 1, first, Date.UTC(2020, 1, 1)];
const fields = [
  {}, { year: 'numeric' }, { month: 'long' }, { month: 'short', day: 'numeric' }, { month: 'long', day: 'numeric' }, { month: 'numeric', day: 'numeric' },
  { weekday: 'short', month: 'short', day: 'numeric' }, { weekday: 'long', month: 'long', day: 'numeric' }, { year: 'numeric', month: 'short' },
  { year: 'numeric', month: 'long' }, { year: 'numeric', month: 'numeric' }, { year: 'numeric', month: 'short', day: 'numeric' },
  { year: 'numeric', month: 'long', day: 'numeric' }, { year: '2-digit', month: '2-digit', day: '2-digit' },
  { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' }, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  { era: 'short', year: 'numeric', month: 'short', day: 'numeric' }, { hour: 'numeric' }, { hour: 'numeric', minute: 'numeric' },
  { hour: 'numeric', minute: '2-digit', hour12: true }, { hour: '2-digit', minute: '2-digit', hour12: false }, { hour: 'numeric', hourCycle: 'h23' },
  { hour: 'numeric', minute: 'numeric', second: 'numeric' }, { hour: 'numeric', minute: 'numeric', timeZoneName: 'short' },
  { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: 'numeric' }, { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' },
  { month: 'long', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  ...['full', 'long', 'medium', 'short'].flatMap((style) => [{ dateStyle: style }, { timeStyle: style }, { dateStyle: style, timeStyle: 'short' }]),
];
for (const locale of ['en-US', 'en-GB', 'en-CA', 'en-AU', 'en-IE', 'en-NZ', 'en-IN', 'en-ZA']) {
  for (const options of fields) {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    console.log(locale, JSON.stringify(options), seconds.map((s) => format.formatRange(first, s)).join(' | '));
  }
  console.log(JSON.stringify(new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).formatRangeToParts(first, seconds[2])));
  console.log(JSON.stringify(new Intl.DateTimeFormat(locale, { timeZone: 'UTC', timeStyle: 'short' }).formatRangeToParts(first, seconds[5])));
}
for (const bad of [[NaN, 1], [undefined, 1], [1], [1, 'x'], [Symbol(), 1]]) {
  try {
    console.log(new Intl.DateTimeFormat('en').formatRange(...bad));
  } catch (e) {
    console.log(e.name, e.message);
  }
}
