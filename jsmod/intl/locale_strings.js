'use strict';

// toLocaleString and what else of the language asks for a locale.

const { localeList } = require('./options.js');
const numbers = require('./number_format.js');
const dates = require('./date_time_format.js');
const collator = require('./collator.js');

// Formats without arguments are asked for again and again.
const usual = new Map();

function plain(key, locales, options, make) {
  if (locales !== undefined || options !== undefined) return make();
  if (!usual.has(key)) usual.set(key, make());
  return usual.get(key);
}

exports.number = function number(value, locales, options) {
  const format = plain('number', locales, options, () => numbers.initialize(locales, options));
  return format.native.format(numbers.numeric(value));
};

const kinds = { '': ['any', 'all'], date: ['date', 'date'], time: ['time', 'time'] };

// part is 'date', 'time' or '' for both.
exports.date = function date(time, part, locales, options) {
  // The zone of the process may change.
  const format = plain(`${part} ${process.env.TZ}`, locales, options, () => dates.initialize(locales, options, ...kinds[part]));
  return time !== time ? 'Invalid Date' : format.native.format(time);
};

exports.compare = function compare(a, b, locales, options) {
  return plain('compare', locales, options, () => collator.initialize(locales, options)).native(a, b);
};

// Languages that have capitals of their own.
const special = ['az', 'el', 'lt', 'tr'];

exports.change = function change(text, locales, upper) {
  const [tag] = localeList(locales);
  const language = tag === undefined ? '' : tag.split('-')[0];
  if (!special.includes(language)) return upper ? text.toUpperCase() : text.toLowerCase();
  return binding.change(text, language, upper);
};
