'use strict';

// The Intl object.

const { localeList } = require('./options.js');
const { units } = require('./number_format.js');

const Intl = {};

function define(name, value) {
  Object.defineProperty(Intl, name, { value, writable: true, enumerable: false, configurable: true });
}

const lists = {
  calendar: () => ['gregory'],
  collation: () => [],
  currency: () => binding.keys('currency'),
  numberingSystem: () => binding.keys('numberingSystem'),
  timeZone: () => binding.keys('timeZone'),
  unit: () => [...units],
};

const functions = {
  getCanonicalLocales(locales) {
    return localeList(locales);
  },
  supportedValuesOf(key) {
    const name = String(key);
    if (!Object.hasOwn(lists, name)) throw new RangeError(`Invalid key : ${name}`);
    return lists[name]();
  },
};

for (const name of Object.keys(functions)) define(name, functions[name]);
for (const [name, file] of [
  ['DateTimeFormat', './date_time_format.js'], ['NumberFormat', './number_format.js'], ['Collator', './collator.js'],
  ['PluralRules', './plural_rules.js'], ['RelativeTimeFormat', './relative_time_format.js'],
  ['ListFormat', './list_format.js'], ['Locale', './locale.js'], ['DisplayNames', './display_names.js'],
  ['Segmenter', './segmenter.js'],
]) {
  define(name, require(file)[name]);
}
Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });

module.exports = Intl;
