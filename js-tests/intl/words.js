'use strict';

// Plurals, relative times, lists and names.

const t = (fn) => {
  try {
    const value = fn();
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};

const numbers = [0, 1, 2, 3, 4, 5, 11, 12, 13, 21, 22, 23, 101, 111, 1.5, -1, 1e6, 1e15, NaN, Infinity, '1', 1n];
for (const options of [{}, { type: 'ordinal' }, { minimumFractionDigits: 1 }, { maximumSignificantDigits: 1 }, { minimumIntegerDigits: 2 }, { type: 'x' }]) {
  console.log(JSON.stringify(options), numbers.map((n) => t(() => new Intl.PluralRules('en', options).select(n))).join(' '));
  console.log(t(() => new Intl.PluralRules('en-GB', options).resolvedOptions()));
}
console.log(t(() => new Intl.PluralRules('en').selectRange(0, 1)), t(() => new Intl.PluralRules('en').selectRange(NaN, 1)), t(() => Intl.PluralRules()));

for (const locale of ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN']) {
  for (const style of ['long', 'short', 'narrow']) {
    for (const numeric of ['always', 'auto']) {
      const format = new Intl.RelativeTimeFormat(locale, { style, numeric });
      for (const unit of ['second', 'minutes', 'hour', 'days', 'week', 'months', 'quarter', 'years']) {
        console.log(locale, style, numeric, [-2, -1, -0, 0, 1, 1.5, 2, 1234567].map((n) => format.format(n, unit)).join(' | '));
      }
    }
  }
  console.log(t(() => new Intl.RelativeTimeFormat(locale).formatToParts(-1234.5, 'day')), t(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).formatToParts(1, 'day')));
  console.log(t(() => new Intl.RelativeTimeFormat(locale, { style: 'narrow' }).resolvedOptions()));
  for (const type of ['conjunction', 'disjunction', 'unit']) {
    for (const style of ['long', 'short', 'narrow']) {
      const format = new Intl.ListFormat(locale, { type, style });
      console.log(locale, type, style, [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd', 'e'], 'xyz'].map((l) => format.format(l)).join(' | '));
    }
  }
  console.log(t(() => new Intl.ListFormat(locale).formatToParts(new Set(['x', 'y', 'z']))), t(() => new Intl.ListFormat(locale).resolvedOptions()));
}
for (const fn of [
  () => new Intl.RelativeTimeFormat('en').format(1, 'x'), () => new Intl.RelativeTimeFormat('en').format(NaN, 'day'), () => new Intl.RelativeTimeFormat('en').format('5', 'day'),
  () => new Intl.RelativeTimeFormat('en').format(1, 'dayss'), () => new Intl.RelativeTimeFormat('en').format(1), () => new Intl.RelativeTimeFormat('en', { style: 'x' }),
  () => new Intl.ListFormat('en').format(['a', 1]), () => new Intl.ListFormat('en').format(undefined),
  () => new Intl.ListFormat('en', 5), () => new Intl.ListFormat('en', null), () => new Intl.ListFormat('en', { type: 'x' }),
  () => new Intl.DisplayNames('en'), () => new Intl.DisplayNames('en', {}), () => new Intl.DisplayNames('en', { type: 'x' }), () => new Intl.DisplayNames(),
  () => new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).resolvedOptions(), () => new Intl.DisplayNames('en', { type: 'language' }).resolvedOptions(),
]) {
  console.log(t(fn));
}

const codes = {
  language: ['en', 'en-US', 'en-GB', 'fr-BE', 'fr', 'de-CH', 'zh-Hans', 'zh-Hant-TW', 'sr-Latn', 'sr-Latn-RS', 'es-419', 'es-MX', 'pt-BR', 'tlh', 'xx', 'iw', 'en-Latn-US', 'ku', 'x', 'en_US', 'und', 'zxx', 'nl-BE'],
  region: ['US', 'GB', 'us', '419', '001', 'TR', 'SZ', 'MK', 'CZ', 'HK', 'XX', 'UN', 'EU', 'USA', 'BU'],
  script: ['Latn', 'latn', 'Cyrl', 'Hans', 'Zzzz', 'Xxxx', 'x'],
  currency: ['USD', 'usd', 'EUR', 'GBP', 'XYZ', 'DEM', 'JPY', 'XXX', 'x', ''],
  calendar: ['gregory', 'iso8601', 'islamic-civil', 'x', 'gregorian'],
  dateTimeField: ['era', 'year', 'quarter', 'month', 'weekOfYear', 'weekday', 'day', 'dayPeriod', 'hour', 'minute', 'second', 'timeZoneName', 'x'],
};
for (const locale of ['en-US', 'en-GB', 'en-AU']) {
  for (const [type, list] of Object.entries(codes)) {
    for (const style of ['long', 'short', 'narrow']) {
      for (const fallback of ['code', 'none']) {
        const names = new Intl.DisplayNames(locale, { type, style, fallback });
        console.log(locale, type, style, list.map((code) => t(() => names.of(code))).join(' | '));
      }
    }
  }
}
const standard = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });
console.log(['en-US', 'zh-Hans', 'nl-BE', 'fr'].map((code) => standard.of(code)).join(' | '));
