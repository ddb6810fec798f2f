'use strict';

// Dates in the regions of English: every combination of fields that has a pattern,
// styles, clocks and zones.

const locales = ['en', 'en-US', 'en-GB', 'en-CA', 'en-AU', 'en-IE', 'en-NZ', 'en-IN', 'en-ZA'];
const times = [Date.UTC(2024, 0, 5, 3, 4, 6, 7), Date.UTC(1999, 11, 31, 23, 59, 59, 999), Date.UTC(2010, 8, 10, 12, 0, 0), -1e14, 0, 8.64e15];

function show(locale, options) {
  try {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    console.log(locale, JSON.stringify(options), times.map((t) => format.format(t)).join(' | '));
    return format;
  } catch (e) {
    console.log(locale, JSON.stringify(options), `${e.name}: ${e.message}`);
  }
}

const text = [undefined, 'short', 'long', 'narrow'];
const number = [undefined, 'numeric', '2-digit'];
const months = [undefined, 'numeric', '2-digit', 'short', 'long', 'narrow'];
for (const locale of locales) {
  // A year without a month, or an era without a year, has no pattern that people use.
  for (const weekday of text) {
    for (const year of number) {
      for (const month of months) {
        for (const day of number) {
          if (day && year && !month) continue;
          if (weekday && month && !day && (month === '2-digit' || month === 'long' || month === 'narrow')) continue;
          show(locale, { weekday, year, month, day });
        }
      }
    }
  }
  for (const era of text.slice(1)) {
    for (const month of months.slice(1)) show(locale, { era, year: 'numeric', month, day: 'numeric' });
    show(locale, { era });
    show(locale, { era, year: 'numeric', month: 'long' });
  }
  for (const hour of number.slice(1)) {
    for (const rest of [{}, { minute: 'numeric' }, { minute: '2-digit', second: '2-digit' }, { minute: '2-digit', second: '2-digit', fractionalSecondDigits: 2 }]) {
      for (const clock of [{}, { hour12: true }, { hour12: false }, { hourCycle: 'h11' }, { hourCycle: 'h12' }, { hourCycle: 'h23' }]) {
        show(locale, { hour, ...rest, ...clock });
        show(locale, { hour, ...rest, ...clock, timeZoneName: 'short' });
      }
      for (const dayPeriod of text.slice(1)) show(locale, { hour, ...rest, dayPeriod, hour12: true });
    }
  }
  show(locale, { minute: 'numeric' });
  show(locale, { minute: '2-digit', second: '2-digit' });
  show(locale, { second: 'numeric' });
  show(locale, { fractionalSecondDigits: 3 });
  show(locale, { dayPeriod: 'long' });
  show(locale, { timeZoneName: 'long' });
  for (const month of months.slice(1)) {
    show(locale, { year: 'numeric', month, day: 'numeric', hour: 'numeric', minute: 'numeric' });
    show(locale, { month, day: 'numeric', weekday: 'long', hour: 'numeric', minute: 'numeric', second: 'numeric', timeZoneName: 'short' });
  }
  show(locale, { weekday: 'short', hour: 'numeric', minute: 'numeric' });
  show(locale, { weekday: 'long', hour: 'numeric' });
  const styles = [undefined, 'full', 'long', 'medium', 'short'];
  for (const dateStyle of styles) {
    for (const timeStyle of styles) {
      show(locale, { dateStyle, timeStyle });
      if (timeStyle) show(locale, { dateStyle, timeStyle, hour12: true });
      if (timeStyle) show(locale, { dateStyle, timeStyle, hourCycle: 'h23' });
    }
  }
}
