'use strict';

// Numbers, percentages and money in every locale that CLDR has.

const languages = [];
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
for (const a of letters) for (const b of letters) languages.push(a + b);
const tags = Intl.getCanonicalLocales([
  ...Intl.NumberFormat.supportedLocalesOf(languages), 'ar-EG', 'ar-SA', 'bn-IN', 'de-AT', 'de-CH', 'de-LI', 'en-AU', 'en-CA', 'en-GB', 'en-HK',
  'en-IN', 'en-SG', 'en-ZA', 'es-419', 'es-AR', 'es-CL', 'es-MX', 'es-PE', 'es-US', 'fa-AF', 'fr-BE', 'fr-CA', 'fr-CH', 'it-CH', 'ms-BN', 'nl-BE',
  'pt-AO', 'pt-PT', 'sr-Cyrl-BA', 'sr-Latn-RS', 'sv-FI', 'uz-Cyrl', 'zh-HK', 'zh-Hant', 'zh-TW', 'de-u-nu-latn', 'ckb', 'yue', 'fil', 'haw', 'en-XX', 'fr-ZZ',
]);
console.log(tags.length);
for (const tag of tags) {
  const of = (value, options) => new Intl.NumberFormat(tag, options).format(value);
  console.log(tag, new Intl.NumberFormat(tag).resolvedOptions().locale, [
    ...[0, 1234.5, -1234567.891, 12345, NaN, Infinity].map((v) => of(v)), of(0.256, { style: 'percent', maximumFractionDigits: 1 }),
    of(-3, { style: 'percent' }), of(5, { signDisplay: 'always' }), of(12345.6, { useGrouping: 'always' }), of(1e-9, { notation: 'scientific' }),
    ...['EUR', 'USD', 'JPY', 'CHF', 'BRL', 'XYZ'].map((currency) => of(-12345.678, { style: 'currency', currency })),
    of(1.5, { style: 'currency', currency: 'EUR' }), of(-1.5, { style: 'currency', currency: 'EUR', currencySign: 'accounting' }),
    of(1.5, { style: 'currency', currency: 'CAD', currencyDisplay: 'code' }), of(1.5, { style: 'currency', currency: 'CAD', currencyDisplay: 'narrowSymbol' }),
  ].join(' | '));
}
console.log(JSON.stringify(new Intl.NumberFormat('de-CH', { style: 'currency', currency: 'CHF' }).formatToParts(-1234.5)));
console.log(JSON.stringify(new Intl.NumberFormat('ar-EG', { style: 'percent' }).formatToParts(-1234.5)));
console.log(JSON.stringify(Intl.NumberFormat.supportedLocalesOf(['de', 'tlh', 'zh-Hant-TW', 'en-u-nu-latn', 'xx'])));
