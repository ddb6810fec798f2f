'use strict';

// Patterns of dates, times and both, and of ranges of them.

const { english, sections } = require('./make.js');

const first = Date.UTC(2024, 0, 5, 3, 4, 6, 7);

const texts = {
  year: { 24: 'yy', 2024: 'y' },
  month: { 1: 'M', '01': 'MM', Jan: 'MMM', January: 'MMMM', J: 'MMMMM' },
  day: { 5: 'd', '05': 'dd' },
  hour: { 3: 'h', '03': 'hh' },
  minute: { 4: 'm', '04': 'mm' },
  second: { 6: 's', '06': 'ss' },
  weekday: { Fri: 'E', Friday: 'EEEE', F: 'EEEEE' },
  era: { AD: 'G', 'Anno Domini': 'GGGG', A: 'GGGGG' },
};

function letters(type, value) {
  if (type === 'literal') return value.replace(/[A-Za-z]+/g, "'$&'");
  if (type === 'dayPeriod') return /^[ap]\.?m\.?$/i.test(value) ? 'a' : 'B';
  if (type === 'fractionalSecond') return 'S';
  if (type === 'timeZoneName') return 'z';
  const found = texts[type][value.replace(/\.$/, '')];
  if (found === undefined) throw new Error(`what is ${type} ${value}?`);
  return found;
}

const pattern = (format) => format.formatToParts(first).map((p) => letters(p.type, p.value)).join('');

// A range as its pattern, with what belongs to either end in brackets. The second
// end has the letters of the first.
function range(format, second, dash) {
  const parts = format.formatRangeToParts(first, second);
  if (parts.every((p) => p.source === 'shared')) return '=';
  const start = {};
  for (const p of format.formatToParts(first)) start[p.type] = p.value;
  let out = '';
  let source = 'shared';
  const known = {};
  for (const p of parts) {
    if (p.source !== source) {
      if (source !== 'shared') out += ']';
      if (p.source !== 'shared') out += '[';
      source = p.source;
    }
    if (p.source !== 'endRange' || p.type === 'literal') out += known[p.type] = letters(p.type, p.value);
    else out += other(p.type, p.value, known[p.type]);
  }
  if (source !== 'shared') out += ']';
  return out.replace(/\][\s\u2009]*–[\s\u2009]*\[/, (found) => (found.slice(1, -1) === dash ? ']~[' : found));
}

// The width of a field of the second end, whose value is another.
function other(type, value, like) {
  if (type === 'day' || type === 'hour' || type === 'minute' || type === 'second') {
    const letter = { day: 'd', hour: 'h', minute: 'm', second: 's' }[type];
    return value.length === 2 && (value[0] === '0' || (like && like.length === 2)) ? letter.repeat(2) : letter;
  }
  if (type === 'month' && /^\d/.test(value)) return value.length === 2 ? 'MM' : 'M';
  if (type === 'year') return value.length === 2 ? 'yy' : 'y';
  if (type === 'dayPeriod') return /^[ap]\.?m\.?$/i.test(value) ? 'a' : 'B';
  if (type === 'timeZoneName') return 'z';
  if (type === 'fractionalSecond') return 'S';
  if (like === undefined) throw new Error(`what is ${type} ${value}?`);
  return like;
}

const numeric = { 1: 'numeric', 2: '2-digit' };
const words = { 1: 'short', 4: 'long', 5: 'narrow' };
const months = { 1: 'numeric', 2: '2-digit', 3: 'short', 4: 'long', 5: 'narrow' };

// The options that a skeleton stands for.
function options(skeleton) {
  const o = { timeZone: 'UTC' };
  for (const run of skeleton.match(/(.)\1*/g)) {
    const n = run.length;
    switch (run[0]) {
      case 'G': o.era = words[n]; break;
      case 'y': o.year = numeric[n]; break;
      case 'M': o.month = months[n]; break;
      case 'd': o.day = numeric[n]; break;
      case 'E': o.weekday = words[n]; break;
      case 'B': o.dayPeriod = words[n]; break;
      case 'h': o.hour = numeric[n]; o.hourCycle = 'h12'; break;
      case 'H': o.hour = numeric[n]; o.hourCycle = 'h23'; break;
      case 'm': o.minute = numeric[n]; break;
      case 's': o.second = numeric[n]; break;
      case 'S': o.fractionalSecondDigits = 3; break;
      case 'z': o.timeZoneName = n === 4 ? 'long' : 'short';
    }
  }
  return o;
}

// The skeleton whose pattern serves for one, with other widths.
const common = (skeleton) => skeleton.replace(/M+/, (m) => (m.length > 2 ? 'MMM' : 'M')).replace(/([GydEBhHmsz])\1+/g, '$1');

// The same, but for weekdays in full.
const longer = (skeleton) => common(skeleton) + (skeleton.includes('EEEE') ? 'EEE' : '');

// Both ends in full, which is said with '-'.
const full = (text) => `[${text}]~[${text}]`;

// A pattern of a common skeleton with the widths of another. In ranges days and
// months in digits keep theirs.
function widths(text, skeleton, ranges) {
  const want = {};
  for (const run of skeleton.match(/(.)\1*/g)) want[run[0] === 'H' ? 'h' : run[0]] = run;
  return text.replace(/'[^']*'|(([GydEMh])\2*)/g, (all, run, letter) => {
    const wanted = run && want[letter];
    if (!wanted) return all;
    const w = wanted.replace(/H/g, 'h');
    if (ranges && /^(d+|M{1,2}|h+)$/.test(run)) return run;
    return common(w) === w ? run : w;
  });
}

function combinations(fields) {
  return fields.reduce((all, field) => all.flatMap((head) => ['', ...field].map((tail) => head + tail)), ['']).filter(Boolean);
}

const dates = combinations([['G', 'GGGG', 'GGGGG'], ['y', 'yy'], ['M', 'MM', 'MMM', 'MMMM', 'MMMMM'], ['d', 'dd'],
                            ['E', 'EEEE', 'EEEEE']]).filter((s) => !/^G+[^y]*$|y+d|^G+y+E/.test(s));
const times = combinations([['B'], ['h', 'hh', 'H', 'HH'], ['m', 'mm'], ['s', 'ss'], ['S'], ['z']])
  .filter((s) => s !== 'z' && !/B[hH]*H/.test(s));
const both = combinations([['B'], ['h', 'H'], ['m'], ['s']]).filter((s) => /h|H/.test(s) && !/BH/.test(s)).map((s) => `E${s}`);

// Whether a pattern has all that was asked for, and is one that people use: ICU has
// 2024 (day: 5) for a year and a day.
function sound(skeleton, text) {
  if (/['├]/.test(text.replace("hh'h'", ''))) return false;
  return [...skeleton].every((c) => text.includes(c === 'H' ? 'h' : c));
}

const seconds = {
  y: Date.UTC(2026, 2, 7, 15, 8, 9, 9), M: Date.UTC(2024, 2, 7, 15, 8, 9, 9), d: Date.UTC(2024, 0, 7, 15, 8, 9, 9),
  a: Date.UTC(2024, 0, 5, 15, 8, 9, 9), h: Date.UTC(2024, 0, 5, 4, 8, 9, 9), m: Date.UTC(2024, 0, 5, 3, 8, 9, 9),
  s: Date.UTC(2024, 0, 5, 3, 4, 9, 9), S: Date.UTC(2024, 0, 5, 3, 4, 6, 9),
};

const styles = ['full', 'long', 'medium', 'short'];

function table(locale) {
  const exact = {};
  const dash = new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).formatRangeToParts(first, seconds.y)
    .filter((p) => p.type === 'literal' && p.source === 'shared').map((p) => p.value).join('');
  const fill = (skeletons, suffixes, ask) => {
    for (const skeleton of skeletons) {
      const format = new Intl.DateTimeFormat(locale, options(skeleton));
      for (const suffix of suffixes) {
        const text = ask(format, suffix);
        if (text !== '-') exact[skeleton + suffix] = text;
      }
    }
  };
  fill([...dates, ...times, ...both], [''], pattern);
  for (const key of Object.keys(exact)) {
    if (!sound(key, exact[key])) delete exact[key];
  }
  const between = (format, suffix) => {
    const second = seconds[suffix[1]];
    return format.format(first) === format.format(second) ? '-' : range(format, second, dash);
  };
  fill(dates.filter((s) => s in exact), ['/y', '/M', '/d'], between);
  fill(times.filter((s) => s in exact), ['/a', '/h', '/m', '/s', '/S'], between);
  const out = { dash };
  const row = (base, skeleton, suffix) => (base === '-' ? full(exact[skeleton]) : widths(base, skeleton, suffix));
  const groups = {};
  for (const key of Object.keys(exact)) {
    const [skeleton, suffix = ''] = key.split(/(?=\/)/);
    ((groups[common(skeleton) + suffix] ??= {})[longer(skeleton) + suffix] ??= []).push([key, skeleton, suffix]);
  }
  const bad = (value, members) => members.filter(([key, skeleton, suffix]) => row(value, skeleton, suffix) !== exact[key]);
  const best = (base, members) => ['-', exact[base]].filter((value) => value && (base.includes('/') || value !== '-'))
    .sort((a, b) => bad(a, members).length - bad(b, members).length)[0];
  for (const [base, group] of Object.entries(groups)) {
    if (!(base in exact)) continue;
    out[base] = best(base, Object.values(group).flat());
    for (const [middle, members] of Object.entries(group)) {
      let value = out[base];
      if (bad(value, members).length > 1) out[middle] = value = best(middle, members);
      for (const [key] of bad(value, members)) out[key] = exact[key];
    }
  }
  for (const style of styles) {
    for (const [cycle, hourCycle] of [['', undefined], ['h', 'h12'], ['H', 'h23']]) {
      out[`time ${style}${cycle}`] = pattern(new Intl.DateTimeFormat(locale, { timeStyle: style, hourCycle, timeZone: 'UTC' }));
    }
    const date = new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' });
    out[`date ${style}`] = pattern(date);
    for (const suffix of ['/y', '/M', '/d']) {
      const text = between(date, suffix);
      out[`date ${style}${suffix}`] = text === full(pattern(date)) ? '-' : text;
    }
    for (const [cycle, hourCycle] of [['h', 'h12'], ['H', 'h23']]) {
      const glued = new Intl.DateTimeFormat(locale, { dateStyle: style, timeStyle: 'medium', hourCycle, timeZone: 'UTC' });
      out[`both ${style}${cycle}`] = pattern(glued).replace(/h+:mm:ss.*/, '');
    }
  }
  const parts = (o, t) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...o }).formatToParts(t);
  out.cycle = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hourCycle;
  for (const [key, hour] of [['am', 1], ['pm', 13]]) {
    out[key] = parts({ hour: 'numeric', hour12: true }, Date.UTC(2024, 0, 1, hour)).find((p) => p.type === 'dayPeriod').value;
  }
  for (const [width, month] of [['MMM', 'short'], ['MMMM', 'long'], ['MMMMM', 'narrow']]) {
    out[`${width} names`] = list(12, (i) => parts({ month, day: 'numeric' }, Date.UTC(2024, i, 1)).find((p) => p.type === 'month').value);
  }
  for (const [width, month] of [['LLL', 'short'], ['LLLL', 'long'], ['LLLLL', 'narrow']]) {
    out[`${width} names`] = list(12, (i) => parts({ month }, Date.UTC(2024, i, 1))[0].value);
  }
  for (const [width, weekday] of [['E', 'short'], ['EEEE', 'long'], ['EEEEE', 'narrow']]) {
    const name = (i, o) => parts({ weekday, ...o }, Date.UTC(2023, 0, 1 + i)).find((p) => p.type === 'weekday').value;
    out[`${width} names`] = list(7, (i) => name(i, { day: 'numeric' }));
    out[`${width.replace(/E/g, 'c')} names`] = list(7, (i) => name(i));
  }
  for (const [width, era] of [['G', 'short'], ['GGGG', 'long'], ['GGGGG', 'narrow']]) {
    out[`${width} names`] = list(2, (i) => parts({ era, year: 'numeric' }, Date.UTC(i ? 2023 : -5, 0)).find((p) => p.type === 'era').value);
  }
  for (const [width, dayPeriod] of [['B', 'short'], ['BBBB', 'long'], ['BBBBB', 'narrow']]) {
    out[`${width} hours`] = list(24, (i) => parts({ dayPeriod }, Date.UTC(2023, 0, 1, i, 30))[0].value);
    out[`${width} noon`] = parts({ dayPeriod, hour: 'numeric', hour12: true }, Date.UTC(2023, 0, 1, 12)).find((p) => p.type === 'dayPeriod').value;
  }
  return out;
}

function list(n, fn) {
  return Array.from({ length: n }, (_, i) => fn(i)).join('|');
}

exports.tables = () => ({ dates: sections(Object.fromEntries(english.map((l) => [l, table(l)]))) });
