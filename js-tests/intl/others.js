'use strict';

// Intl itself, Locale, Collator, Segmenter, and the methods of the language.

const t = (fn) => {
  try {
    const value = fn();
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};

console.log(String(Intl), Reflect.ownKeys(Intl).map(String).join(), typeof Object.getOwnPropertyDescriptor(globalThis, 'Intl'));
for (const name of ['DateTimeFormat', 'NumberFormat', 'Collator', 'PluralRules', 'RelativeTimeFormat', 'ListFormat', 'DisplayNames', 'Segmenter']) {
  const Class = Intl[name];
  const options = name === 'DisplayNames' ? { type: 'region' } : undefined;
  const made = new Class('en', options);
  class Derived extends Class {}
  console.log(name, Class.name, Class.length, made instanceof Class, String(made), new Derived('en', options) instanceof Derived, made.constructor === Class,
              t(() => Class('en', options) instanceof Class), Object.keys(made).length, t(() => Class.prototype.resolvedOptions.call({})).replace(/undefined$/, '#<Object>'),
              t(() => Class.supportedLocalesOf('en-GB')), t(() => Class.supportedLocalesOf(['en', 'x_y'])), t(() => new Class('en', { ...options, localeMatcher: 'x' })));
}
for (const value of [undefined, 'en-us', ['EN-gb', 'en-GB', 'zh-hant-tw'], 'iw', 'sr-latn-rs', 'cmn', 'zh-cmn', 'x', '', 'en-a-bb', 'en-x-private', 'x-private', 'en-u-ca-gregory-kn-true',
                     'de-DE-u-co-phonebk', 'sl-rozaj-biske-1994', 'en-t-fr', 'i-klingon', 'en-US-u-nu-latn-nu-arab', 'EN-LATN-us', 'und', 'root', 'en-BU', 5, null, [5], {}, [null]]) {
  console.log(JSON.stringify(value), t(() => Intl.getCanonicalLocales(value)));
}
console.log(t(() => Intl.supportedValuesOf('x')), t(() => Intl.supportedValuesOf('unit')), Intl.supportedValuesOf('timeZone').includes('Europe/Paris'),
            Intl.supportedValuesOf('currency').includes('EUR'), Intl.supportedValuesOf('calendar').includes('gregory'));

for (const [tag, options] of [['en-US'], ['zh-Hant-TW'], ['en-u-ca-buddhist-hc-h23-kn-nu-latn-kf-upper-co-emoji'], ['en', { region: 'GB', script: 'Latn', language: 'de' }],
                              ['en', { calendar: 'gregory', numeric: true, hourCycle: 'h12', caseFirst: 'false', numberingSystem: 'arab', collation: 'phonebk' }],
                              ['en', { region: 'x' }], ['en', { language: 'x-y' }], ['en', { hourCycle: 'x' }], ['x_y'], [undefined], [5], ['en-US-x-a'], ['sr'], ['und-TW'], ['en-Latn-US'], ['zh-CN']]) {
  const locale = t(() => new Intl.Locale(tag, options).toString());
  if (/Error/.test(locale)) {
    console.log(tag, JSON.stringify(options), locale);
    continue;
  }
  const made = new Intl.Locale(tag, options);
  console.log(locale, ['baseName', 'language', 'script', 'region', 'calendar', 'collation', 'hourCycle', 'caseFirst', 'numeric', 'numberingSystem'].map((key) => made[key]).join(),
              made.maximize().toString(), made.minimize().toString(), new Intl.NumberFormat(made.baseName.startsWith('en') ? made.language : 'en').resolvedOptions().locale);
}

const words = ['résumé', 'resume', 'Resume', 'a10', 'a9', 'A', 'a', 'á', 'Z', 'z', 'co-op', 'coop', '_x', '10', '9', 'ss', 'ñ', 'nz', '', ' '];
for (const options of [{}, { numeric: true }, { sensitivity: 'base' }, { sensitivity: 'accent' }, { sensitivity: 'case' }, { sensitivity: 'variant' }, { caseFirst: 'upper' }, { caseFirst: 'lower' },
                       { usage: 'search' }, { sensitivity: 'x' }, { caseFirst: 'x' }, { numeric: true, sensitivity: 'base' }]) {
  console.log(JSON.stringify(options), t(() => [...words].sort(new Intl.Collator('en', options).compare).join(' ')), t(() => new Intl.Collator('en-GB', options).resolvedOptions()),
              t(() => ['a', 'A', 'á', 'b', 'a\u0301'].map((w) => new Intl.Collator('en', options).compare('a', w)).join()));
}
for (const locale of ['de', 'sv', 'es', 'cs', 'en-u-kn', 'en-u-kf-upper', 'en-u-kn-false']) {
  console.log(locale, ['z', 'ä', 'a', 'ch', 'h', 'c', 'ñ', 'n', 'o', 'ö', 'Z', 'a10', 'a9', 'A'].sort(new Intl.Collator(locale).compare).join(' '), t(() => new Intl.Collator(locale).resolvedOptions()));
}
console.log('a'.localeCompare('b'), 'a'.localeCompare('A'), 'ä'.localeCompare('z', 'sv'), 'ä'.localeCompare('z', 'de'), 'a'.localeCompare('A', undefined, { sensitivity: 'base' }),
            '10'.localeCompare('9', 'en', { numeric: true }), t(() => 'a'.localeCompare('b', 'x_y')), 'a'.localeCompare(), String.prototype.localeCompare.length);

for (const text of ['Hello, world! It’s 3.14 o’clock.', 'a👨‍👩‍👧b🇺🇸🇩🇪e\u0301', '', 'क्षि नमस्ते', 'one\r\ntwo', 'Mr. Smith went. "Really?" Yes...', '각하', 'x\ud800y']) {
  for (const granularity of ['grapheme', 'word', 'sentence']) {
    const segments = new Intl.Segmenter('en', { granularity }).segment(text);
    console.log(JSON.stringify([...segments].map((s) => [s.segment, s.index, s.isWordLike])), JSON.stringify(segments.containing(3)), segments.containing(99), segments.containing(-1));
  }
}
console.log(t(() => new Intl.Segmenter('en', { granularity: 'x' })), t(() => new Intl.Segmenter('en', 5)), t(() => new Intl.Segmenter('en').resolvedOptions()),
            Object.prototype.toString.call(new Intl.Segmenter('en').segment('a')[Symbol.iterator]()));

console.log('i'.toLocaleUpperCase('tr'), 'I'.toLocaleLowerCase('tr'), 'ß'.toLocaleUpperCase('de'), 'άέ'.toLocaleUpperCase('el'), 'i'.toLocaleUpperCase(['en']), 'I'.toLocaleLowerCase(undefined),
            t(() => 'a'.toLocaleUpperCase('x_')), t(() => 'a'.toLocaleUpperCase(null)), 'İ'.toLocaleLowerCase('en').length);
console.log((1234.5).toLocaleString(), (1234.5).toLocaleString('de'), (12345678901234567890n).toLocaleString('en-IN'), (0.5).toLocaleString('en', { style: 'percent' }),
            [1234.5, new Date(0), 'a', null, 2n].toLocaleString('en-GB').split(',').length, [1234.5, 0.25].toLocaleString('de', { maximumFractionDigits: 1 }),
            new Float64Array([1234.5, 2]).toLocaleString('de'), t(() => (1).toLocaleString('x_')));
