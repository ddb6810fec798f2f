'use strict';

// Names of languages, regions, scripts, currencies and fields of dates in English.

const { english } = require('./make.js');
const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];
const pairs = alphabet.flatMap((a) => alphabet.map((b) => a + b));
const triples = pairs.flatMap((a) => alphabet.map((b) => a + b));
const dialects = ['ar-001', 'de-AT', 'de-CH', 'en-AU', 'en-CA', 'en-GB', 'en-US', 'es-419', 'es-ES', 'es-MX', 'fa-AF', 'fr-CA',
                  'fr-CH', 'hi-Latn', 'nds-NL', 'nl-BE', 'pt-BR', 'pt-PT', 'ro-MD', 'sw-CD', 'zh-Hans', 'zh-Hant', 'sr-ME', 'az-Arab'];

const scriptNames = new Intl.DisplayNames('en', { type: 'script', fallback: 'none' });
const scripts = triples.flatMap((t) => alphabet.map((a) => t[0].toUpperCase() + t.slice(1) + a))
  .filter((script) => scriptNames.of(script) !== undefined);

function names(locale) {
  const rows = {};
  const ask = (type, code, style) => {
    try {
      return new Intl.DisplayNames(locale, { type, style, fallback: 'none' }).of(code);
    } catch {
      return undefined;
    }
  };
  const add = (type, codes) => {
    const formats = {};
    for (const style of ['long', 'short', 'narrow']) formats[style] = new Intl.DisplayNames(locale, { type, style, fallback: 'none' });
    for (const code of codes) {
      let long;
      try {
        long = formats.long.of(code);
      } catch {
        continue;
      }
      if (long === undefined) continue;
      rows[`${type} ${code}`] = long;
      for (const style of ['short', 'narrow']) {
        const text = formats[style].of(code);
        if (text !== long && !(type === 'currency' && style === 'short')) rows[`${type} ${code} ${style}`] = text;
      }
    }
  };
  const canonical = (code) => Intl.getCanonicalLocales(code)[0] === code;
  add('language', [...pairs, ...triples].filter(canonical));
  for (const tag of dialects) {
    const text = ask('language', tag);
    const [, inside] = text.split('(');
    if (inside === undefined || tag === 'zh-Hans') rows[`language ${tag}`] = text;
    const short = ask('language', tag, 'short');
    if (short !== text && !inside) rows[`language ${tag} short`] = short;
  }
  add('region', [...pairs.map((p) => p.toUpperCase()), ...Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'))]
    .filter((r) => canonical(`und-${r}`)));
  add('script', scripts);
  add('calendar', Intl.supportedValuesOf('calendar'));
  add('dateTimeField', ['era', 'year', 'quarter', 'month', 'weekOfYear', 'weekday', 'day', 'dayPeriod', 'hour', 'minute', 'second',
                        'timeZoneName']);
  for (const code of triples.map((t) => t.toUpperCase())) {
    const text = ask('currency', code);
    if (text === undefined) continue;
    const amount = (n) => new Intl.NumberFormat(locale, {
      style: 'currency', currency: code, currencyDisplay: 'name', minimumFractionDigits: 0, maximumFractionDigits: 0,
    })
      .formatToParts(n).find((p) => p.type === 'currency').value;
    rows[`currency ${code}`] = `${text}|${amount(1)}|${amount(2)}`;
  }
  return rows;
}

exports.tables = () => {
  const { sections } = require('./make.js');
  return { names: sections(Object.fromEntries(english.map((l) => [l, names(l)]))) };
};
