'use strict';

// Units, relative times and lists in English, where it is the same in several
// regions once.

const { english } = require('./make.js');
const displays = ['short', 'narrow', 'long'];

function unit(locale, name, unitDisplay, value) {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay }).formatToParts(value)
    .map((p) => (p.type === 'integer' ? '{0}' : p.value)).join('');
}

function units(locale) {
  const rows = {};
  const simple = Intl.supportedValuesOf('unit');
  for (const display of displays) {
    for (const name of simple) rows[`${display} ${name}`] = `${unit(locale, name, display, 1)}|${unit(locale, name, display, 2)}`;
    for (const name of simple) {
      // What stands after most others; a foot has none of its own.
      const other = name === 'gigabyte' ? 'terabyte' : 'gigabyte';
      const head = rows[`${display} ${other}`].split('|')[1];
      const whole = unit(locale, `${other}-per-${name}`, display, 2);
      rows[`${display} per ${name}`] = whole.startsWith(head) ? whole.slice(head.length) : '';
    }
  }
  for (const display of displays) {
    for (const a of simple) {
      for (const b of simple) {
        const name = `${a}-per-${b}`;
        const forms = rows[`${display} ${a}`].split('|').map((head) => head + rows[`${display} per ${b}`]);
        const real = [1, 2].map((n) => unit(locale, name, display, n));
        if (forms.join('|') !== real.join('|')) rows[`${display} ${name}`] = real.join('|');
      }
    }
  }
  return rows;
}

function relative(locale) {
  const rows = {};
  for (const style of ['long', 'short', 'narrow']) {
    const always = new Intl.RelativeTimeFormat(locale, { style });
    const auto = new Intl.RelativeTimeFormat(locale, { style, numeric: 'auto' });
    for (const name of ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']) {
      const shape = (n) => always.formatToParts(n, name).map((p) => (p.type === 'integer' ? '{0}' : p.value)).join('');
      rows[`${style} ${name}`] = [-1, -2, 1, 2].map(shape).join('|');
      for (const n of [-1, 0, 1]) {
        const parts = auto.formatToParts(n, name);
        if (parts.every((p) => p.type === 'literal')) rows[`${style} ${name} ${n}`] = parts.map((p) => p.value).join('');
      }
    }
  }
  return rows;
}

function lists(locale) {
  const rows = {};
  for (const type of ['conjunction', 'disjunction', 'unit']) {
    for (const style of ['long', 'short', 'narrow']) {
      const format = new Intl.ListFormat(locale, { type, style });
      const [two] = format.formatToParts(['a', 'b']).filter((p) => p.type === 'literal');
      const many = format.formatToParts(['a', 'b', 'c', 'd', 'e']).filter((p) => p.type === 'literal');
      rows[`${type} ${style}`] = [two, many[0], many[1], many[3]].map((p) => p.value).join('|');
    }
  }
  return rows;
}

exports.tables = () => {
  const { sections } = require('./make.js');
  const each = (fn) => sections(Object.fromEntries(english.map((l) => [l, fn(l)])));
  return { units: each(units), relative: each(relative), lists: each(lists) };
};
