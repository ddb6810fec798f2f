'use strict';

// Options of dates, zones, parts, and what is refused.

const times = [Date.UTC(2024, 0, 5, 3, 4, 6, 7), Date.UTC(2024, 6, 5, 15, 4, 6, 7), Date.UTC(1975, 6, 1), Date.UTC(2040, 6, 1)];
const all = { weekday: 'long', era: 'short', year: 'numeric', month: 'long', day: '2-digit', dayPeriod: 'long', hour: '2-digit', minute: '2-digit',
              second: '2-digit', fractionalSecondDigits: 2, timeZoneName: 'short', timeZone: 'America/New_York' };

for (const [locale, options] of [
  [undefined, {}], ['en-US', all], ['en-GB', all], ['en-US', { timeZone: 'UTC' }], ['en-US', { timeZone: 'asia/calcutta' }], ['en-US', { timeZone: 'Asia/Kolkata' }],
  ['en-US', { timeZone: 'gmt' }], ['en-US', { timeZone: 'Etc/UTC' }], ['en-US', { timeZone: 'US/Pacific' }], ['en-US', { timeZone: 'Etc/GMT+5' }],
  ['en-US', { timeZone: 'Foo/Bar' }], ['en-US', { timeZone: '' }], ['en-US', { timeZone: '../etc/passwd' }], ['en-US', { timeZone: '+02:00' }],
  ['en-US', { dateStyle: 'full', year: 'numeric' }], ['en-US', { timeStyle: 'full', hour: 'numeric' }], ['en-US', { dateStyle: 'x' }],
  ['en-US', { hour: 'x' }], ['en-US', { month: 'x' }], ['en-US', { fractionalSecondDigits: 4 }], ['en-US', { fractionalSecondDigits: 0 }],
  ['en-US', { hourCycle: 'x' }], ['en-US', { calendar: '!' }], ['en-US', { numberingSystem: '!' }], ['en-US', { localeMatcher: 'x' }],
  ['en-US', { formatMatcher: 'x' }], ['en-US', { calendar: 'gregory' }], ['en-US', { hour: 'numeric', hour12: true }], ['en-US', { hour: 'numeric', hourCycle: 'h23' }],
  ['en-GB', { hour: 'numeric' }], ['en-US-u-hc-h23', { hour: 'numeric' }], ['en-US-u-hc-h23', { hour: 'numeric', hour12: true }],
  ['en-US-u-ca-gregory-nu-latn', {}], ['en-Latn-US', {}], ['en-XX', {}], ['EN-us', {}], [['en-GB', 'en-US'], {}], ['x', {}], ['en_US', {}], [null, {}],
  ['en-US', null], ['en-US', 5], ['en-US', 'x'], ['en-US', { year: '2-digit', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }],
]) {
  try {
    const format = new Intl.DateTimeFormat(locale, options);
    console.log(JSON.stringify(format.resolvedOptions()));
    console.log(JSON.stringify(format.formatToParts(times[0])));
  } catch (e) {
    console.log(JSON.stringify(locale), JSON.stringify(options), `${e.name}: ${e.message}`);
  }
}

const zones = ['UTC', 'America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'America/Sao_Paulo', 'America/St_Johns', 'America/Adak', 'Pacific/Honolulu',
               'Europe/London', 'Europe/Dublin', 'Europe/Berlin', 'Europe/Lisbon', 'Europe/Moscow', 'Europe/Istanbul', 'Africa/Cairo', 'Africa/Johannesburg',
               'Africa/Casablanca', 'Africa/Lagos', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tokyo', 'Asia/Shanghai', 'Asia/Dubai', 'Asia/Almaty', 'Asia/Pyongyang',
               'Australia/Sydney', 'Australia/Adelaide', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Apia', 'Antarctica/Troll',
               'Etc/GMT-14', 'Atlantic/Azores', 'America/Caracas', 'Asia/Tehran'];
for (const timeZone of zones) {
  for (const timeZoneName of ['short', 'long', 'shortOffset', 'longOffset']) {
    for (const locale of ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN', 'en-NZ', 'en-ZA', 'en-IE']) {
      const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName, hour: 'numeric', minute: 'numeric' });
      console.log(timeZone, locale, times.slice(0, 3).map((t) => format.format(t)).join(' | '));
    }
  }
}

const date = new Date(times[1]);
for (const [locales, options] of [
  [undefined, undefined], ['en-GB', undefined], [[], {}], ['en-US', { timeZone: 'UTC' }], ['en-US', { year: 'numeric' }], ['en-US', { hour: 'numeric' }],
  ['en-US', { weekday: 'long' }], ['en-US', { dateStyle: 'medium' }], ['en-US', { timeStyle: 'medium' }], ['en-US', { hour12: false }],
  ['en-US', { timeZoneName: 'short', timeZone: 'Europe/Paris' }], ['en-CA', { month: 'short', day: 'numeric', hour: 'numeric' }],
]) {
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
    try {
      console.log(name, JSON.stringify(options), date[name](locales, options));
    } catch (e) {
      console.log(name, JSON.stringify(options), `${e.name}: ${e.message}`);
    }
  }
}
console.log(new Date(NaN).toLocaleDateString('en-GB'), Object.keys(new Intl.DateTimeFormat()).length);
for (const bad of [NaN, Infinity, 8.65e15, 'x', Symbol(), 10n]) {
  try {
    console.log(new Intl.DateTimeFormat('en').format(bad));
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}
