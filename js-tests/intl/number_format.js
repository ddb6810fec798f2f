'use strict';

// Numbers in English: every option, over numbers of all sizes.

const values = [0, -0, 1, -1, 0.5, -0.5, 1.005, 2.5, 9.99, 99.5, 999.5, 1000, 1234.5678, -9876.54321, 12345, 999999, 1e6, 123456789,
                1e15, 1.5e21, 1e-7, 0.00012345, NaN, Infinity, -Infinity, 12345678901234567890n, '1234567890123456789.987654321', '0x1f', ''];

function show(options, locale = 'en-US') {
  let format;
  try {
    format = new Intl.NumberFormat(locale, options);
  } catch (e) {
    console.log(locale, JSON.stringify(options), `${e.name}: ${e.message}`);
    return;
  }
  console.log(locale, JSON.stringify(options), values.map((v) => format.format(v)).join(' | '));
  console.log(JSON.stringify(format.resolvedOptions()));
}

const money = { style: 'currency', currency: 'USD' };
for (const options of [
  undefined, {}, { maximumFractionDigits: 0 }, { minimumFractionDigits: 2 }, { minimumFractionDigits: 2, maximumFractionDigits: 4 },
  { maximumFractionDigits: 2, minimumFractionDigits: 5 }, { maximumFractionDigits: 100 }, { maximumFractionDigits: 101 },
  { minimumIntegerDigits: 5 }, { minimumIntegerDigits: 22 }, { maximumSignificantDigits: 3 }, { minimumSignificantDigits: 5 },
  { minimumSignificantDigits: 2, maximumSignificantDigits: 4 }, { maximumSignificantDigits: 3, maximumFractionDigits: 1 },
  { maximumSignificantDigits: 3, maximumFractionDigits: 1, roundingPriority: 'morePrecision' },
  { maximumSignificantDigits: 3, maximumFractionDigits: 1, roundingPriority: 'lessPrecision' },
  { useGrouping: false }, { useGrouping: true }, { useGrouping: 'always' }, { useGrouping: 'min2' }, { useGrouping: 'auto' },
  { useGrouping: 'false' }, { useGrouping: 'x' }, { useGrouping: null }, { useGrouping: '' },
  { style: 'percent' }, { style: 'percent', minimumFractionDigits: 1 }, { style: 'percent', signDisplay: 'always' }, { style: 'x' },
  money, { ...money, minimumFractionDigits: 0 }, { ...money, maximumFractionDigits: 0 }, { ...money, currencyDisplay: 'code' },
  { ...money, currencyDisplay: 'name' }, { ...money, currencyDisplay: 'narrowSymbol' }, { ...money, currencyDisplay: 'x' },
  { ...money, currencySign: 'accounting' }, { ...money, currencySign: 'accounting', signDisplay: 'always' },
  { ...money, signDisplay: 'exceptZero' }, { style: 'currency' }, { style: 'currency', currency: 'x' },
  ...['EUR', 'JPY', 'KWD', 'CAD', 'CHF', 'GBP', 'XYZ', 'eur', 'BHD', 'INR', 'MXN', 'CLF'].map((currency) => ({ style: 'currency', currency })),
  ...['EUR', 'JPY', 'CAD', 'XYZ', 'GBP'].map((currency) => ({ style: 'currency', currency, currencyDisplay: 'name' })),
  ...['CAD', 'XYZ', 'CHF'].map((currency) => ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' })),
  { ...money, notation: 'compact' }, { ...money, notation: 'compact', compactDisplay: 'long' },
  { ...money, notation: 'compact', currencyDisplay: 'code' }, { ...money, notation: 'compact', currencyDisplay: 'name' },
  { ...money, notation: 'scientific' }, { notation: 'x' },
  { notation: 'compact' }, { notation: 'compact', compactDisplay: 'long' }, { notation: 'compact', maximumFractionDigits: 1 },
  { notation: 'compact', minimumFractionDigits: 2 }, { notation: 'compact', maximumSignificantDigits: 4 },
  { notation: 'compact', useGrouping: true }, { notation: 'compact', style: 'percent' }, { notation: 'compact', compactDisplay: 'x' },
  { notation: 'compact', roundingMode: 'trunc' }, { notation: 'compact', signDisplay: 'always' },
  { notation: 'scientific' }, { notation: 'scientific', maximumFractionDigits: 1 }, { notation: 'scientific', minimumFractionDigits: 2 },
  { notation: 'engineering' }, { notation: 'engineering', maximumSignificantDigits: 2 }, { notation: 'scientific', style: 'percent' },
  ...['auto', 'never', 'always', 'exceptZero', 'negative', 'x'].map((signDisplay) => ({ signDisplay, maximumFractionDigits: 0 })),
  ...['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven', 'x']
    .map((roundingMode) => ({ roundingMode, maximumFractionDigits: 0 })),
  ...[1, 2, 3, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 6000]
    .map((roundingIncrement) => ({ roundingIncrement, maximumFractionDigits: 2, minimumFractionDigits: 2 })),
  { roundingIncrement: 5, maximumFractionDigits: 1 }, { roundingIncrement: 5, maximumSignificantDigits: 2 }, { roundingIncrement: 5 },
  { roundingIncrement: 25, maximumFractionDigits: 2, minimumFractionDigits: 2, roundingMode: 'halfEven' },
  { trailingZeroDisplay: 'stripIfInteger', minimumFractionDigits: 2 }, { trailingZeroDisplay: 'x' }, { ...money, trailingZeroDisplay: 'stripIfInteger' },
  { style: 'unit' }, { style: 'unit', unit: 'x' }, { style: 'unit', unit: 'meter-per-second-per-second' }, { style: 'unit', unit: 'day', unitDisplay: 'x' },
  { numberingSystem: 'latn' }, { numberingSystem: 'x' }, { localeMatcher: 'x' }, { localeMatcher: 'lookup' },
  { style: 'unit', unit: 'liter', notation: 'compact', unitDisplay: 'long' }, { style: 'unit', unit: 'byte', notation: 'compact', unitDisplay: 'narrow' },
]) {
  show(options);
}

const units = Intl.supportedValuesOf('unit');
for (const unitDisplay of ['short', 'narrow', 'long']) {
  for (const locale of ['en-US', 'en-GB', 'en-AU']) {
    console.log(locale, unitDisplay, units.map((unit) => [1, -2.5].map((v) => v.toLocaleString(locale, { style: 'unit', unit, unitDisplay }))).join(' | '));
  }
  console.log(['kilometer-per-hour', 'mile-per-hour', 'mile-per-gallon', 'liter-per-kilometer', 'byte-per-second', 'day-per-acre', 'foot-per-foot']
    .map((unit) => [1, 2].map((v) => v.toLocaleString('en', { style: 'unit', unit, unitDisplay }))).join(' | '));
}

const parts = (options, value, locale = 'en') => console.log(JSON.stringify(new Intl.NumberFormat(locale, options).formatToParts(value)));
for (const value of [-1234567.891, 0.25, NaN, -Infinity]) {
  parts({}, value);
  parts({ style: 'percent' }, value);
  parts({ ...money, currencySign: 'accounting' }, value);
  parts({ ...money, currencyDisplay: 'name' }, value);
  parts({ ...money, currencyDisplay: 'code' }, value);
  parts({ notation: 'compact', compactDisplay: 'long', signDisplay: 'always' }, value);
  parts({ notation: 'scientific' }, value);
  parts({ style: 'unit', unit: 'kilometer-per-hour', unitDisplay: 'long' }, value);
  parts({ style: 'unit', unit: 'percent' }, value);
}
parts({ notation: 'engineering' }, 1e-9);

const ranges = [[3, 5], [3, 3], [-3, 5], [-5, -3], [5, 3], [300, 5000000], [2.9, 3.1], [0, 1], [1, Infinity], ['3', 5n]];
for (const options of [{}, money, { ...money, maximumFractionDigits: 0 }, { ...money, currencyDisplay: 'code' }, { ...money, currencyDisplay: 'name' },
                       { style: 'percent' }, { notation: 'compact' }, { notation: 'compact', compactDisplay: 'long' }, { ...money, notation: 'compact' },
                       { notation: 'scientific' }, { signDisplay: 'always' }, { style: 'unit', unit: 'kilometer' },
                       { style: 'unit', unit: 'hour', unitDisplay: 'long' }, { style: 'currency', currency: 'CHF' }]) {
  const format = new Intl.NumberFormat('en', options);
  console.log(JSON.stringify(options), ranges.map(([a, b]) => format.formatRange(a, b)).join(' | '));
  // ICU gives the parts after a code of letters to the wrong ends.
  if (!/CHF|code/.test(JSON.stringify(options))) console.log(JSON.stringify(format.formatRangeToParts(1500, 2500)));
}
for (const bad of [[NaN, 1], [undefined, 1], [1], [1, 'x'], [Symbol(), 1]]) {
  try {
    console.log(new Intl.NumberFormat('en').formatRange(...bad));
  } catch (e) {
    console.log(e.name, e.message);
  }
}
