'use strict';

// The names of time zones: which hold in a zone since when, by the distance from
// UTC, and the short form of each in the regions that have one.

const fs = require('fs');
const path = require('path');
const { english } = require('./make.js');

const hour = 3600000;
const begin = Date.UTC(1970, 0, 1);
const end = Date.UTC(2038, 0, 1);

function namer(timeZone, locale, timeZoneName) {
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName });
  return (time) => format.formatToParts(time).find((p) => p.type === 'timeZoneName').value;
}

// Minutes from UTC.
function offset(text) {
  const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  return (sign === '-' ? -1 : 1) * (Number(hours || 0) * 60 + Number(minutes || 0) + Number(seconds || 0) / 60);
}

function names() {
  const root = process.env.ZONEINFO || '/usr/share/zoneinfo';
  const found = [];
  const visit = (folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!/^(posix|right)$/.test(name)) visit(name);
      } else if (/^[A-Z]/.test(entry.name)) {
        found.push(name);
      }
    }
  };
  visit('');
  return [...new Set([...found, ...Intl.supportedValuesOf('timeZone')])].sort();
}

exports.tables = () => {
  const rows = { links: [], sets: [], zones: [], short: [] };
  const sets = new Map();
  const short = new Map();
  const canonical = new Set();
  for (const name of names()) {
    let zone;
    try {
      zone = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    } catch {
      continue;
    }
    if (zone !== name) rows.links.push(`${name}\t${zone}`);
    canonical.add(zone);
  }
  for (const zone of [...canonical].sort()) {
    const long = namer(zone, 'en-US', 'long');
    const away = namer(zone, 'en-US', 'longOffset');
    const periods = [{ from: '', names: {} }];
    const shorts = english.map((locale) => [locale, namer(zone, locale, 'short')]);
    const ask = (time) => {
      const distance = away(time);
      const name = long(time);
      return [offset(distance), name === distance && name !== 'GMT' ? '' : name];
    };
    let last = begin;
    for (let time = begin; time < end; time += 10 * 24 * hour) {
      const [distance, name] = ask(time);
      const period = periods[periods.length - 1];
      const known = period.names[distance];
      if (known !== undefined && known !== name) {
        let low = last;
        let high = time;
        const fits = (t) => {
          const [d, n] = ask(t);
          return period.names[d] === undefined || period.names[d] === n;
        };
        while (high - low > hour) {
          const middle = Math.floor((low + high) / 2 / hour) * hour;
          if (fits(middle)) low = middle;
          else high = middle;
        }
        periods.push({ from: `${high / hour} `, names: { [distance]: name } });
      } else {
        period.names[distance] = name;
      }
      last = time;
      if (name !== '') {
        for (const [locale, of] of shorts) {
          const text = of(time);
          if (/^GMT[+-]/.test(text)) continue;
          const key = `${locale} ${name}`;
          if (!short.has(key)) short.set(key, text);
          else if (short.get(key) !== text) short.set(`${key} ${zone}`, text);
        }
      }
    }
    rows.zones.push(`${zone}\t${periods.map(({ from, names }) => {
      const text = Object.entries(names).map(([d, n]) => `${d}=${n}`).join('|');
      if (!sets.has(text)) {
        sets.set(text, sets.size);
        rows.sets.push(`${sets.size - 1}\t${text}`);
      }
      return from + sets.get(text);
    }).join(';')}`);
  }
  for (const [key, text] of short) rows.short.push(`${key}\t${text}`);
  return { zones: Object.entries(rows).map(([name, list]) => `[${name}]\n${list.join('\n')}\n`).join('') };
};
