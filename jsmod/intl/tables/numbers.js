'use strict';

// How numbers, percentages and amounts of money are written, in every locale; the
// signs of currencies; short forms of large numbers in English.

const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];

function locales() {
  const languages = [];
  for (const a of alphabet) {
    for (const b of alphabet) {
      languages.push(a + b, ...alphabet.map((c) => a + b + c));
    }
  }
  const regions = ['001', '150', '419'];
  for (const a of alphabet) regions.push(...alphabet.map((b) => (a + b).toUpperCase()));
  const scripts = ['Adlm', 'Arab', 'Beng', 'Cyrl', 'Deva', 'Guru', 'Hans', 'Hant', 'Latn', 'Mtei', 'Olck', 'Tfng', 'Vaii'];
  const known = (tag) => new Intl.NumberFormat(tag).resolvedOptions().locale === tag;
  const found = [];
  for (const language of new Set(Intl.getCanonicalLocales(Intl.NumberFormat.supportedLocalesOf(languages)))) {
    if (language.includes('-')) continue;
    const heads = [language, ...scripts.map((s) => `${language}-${s}`).filter(known)];
    found.push(...heads);
    for (const head of heads) found.push(...regions.map((r) => `${head}-${r}`).filter(known));
  }
  return found;
}

const join = (parts, names) => parts.map((p) => names[p.type] || (names[p.type] === '' ? '' : p.value)).join('');
const number = { integer: 'N', group: '', decimal: '', fraction: '', exponentInteger: '', exponentSeparator: '' };

function row(locale) {
  const of = (value, options) => new Intl.NumberFormat(locale, options).formatToParts(value);
  const first = (parts, type) => (parts.find((p) => p.type === type) || { value: '' }).value;
  const shape = (value, options) => {
    const text = join(of(value, { useGrouping: false, maximumFractionDigits: 0, ...options }),
                      { ...number, minusSign: '-', plusSign: '+', percentSign: '%', currency: '¤' });
    return text;
  };
  const long = of(-12345678.5, {});
  const money = of(-12345678.5, { style: 'currency', currency: 'EUR' });
  const sizes = long.filter((p) => p.type === 'integer').map((p) => [...p.value].length);
  // A sign that is no word stands where the pattern has it.
  const euro = { style: 'currency', currency: 'EUR', currencyDisplay: 'narrowSymbol' };
  const digit = first(of(0), 'integer');
  const exponent = of(-1e-9, { notation: 'scientific' });
  return [
    digit, first(long, 'decimal'), first(long, 'group'), first(money, 'decimal'), first(money, 'group'),
    sizes[sizes.length - 1], sizes[sizes.length - 2], 1 + ['1234', '12345'].filter((v) => !of(v).some((p) => p.type === 'group')).length,
    first(of(NaN), 'nan'), of(Infinity).map((p) => p.value).join(''), first(long, 'minusSign'),
    first(of(1, { signDisplay: 'always' }), 'plusSign'), first(of(1, { style: 'percent' }), 'percentSign'),
    shape(-1), shape(0.01, { style: 'percent' }), shape(-0.01, { style: 'percent' }),
    shape(1, euro), shape(-1, euro), shape(-1, { ...euro, currencySign: 'accounting' }),
    first(exponent, 'exponentSeparator'), exponent.slice(exponent.findIndex((p) => p.type === 'exponentSeparator') + 1, -1)
      .map((p) => p.value).join(''),
    new Intl.NumberFormat(locale).resolvedOptions().numberingSystem,
  ].join('|');
}

function compact(locale) {
  const out = [];
  for (const [key, options] of [['short', {}], ['long', { compactDisplay: 'long' }],
                                ['money', { style: 'currency', currency: 'USD' }]]) {
    for (let e = 3; e < 15; e++) {
      const parts = new Intl.NumberFormat(locale, { notation: 'compact', ...options, maximumFractionDigits: 0 }).formatToParts(10 ** e);
      const digits = parts.find((p) => p.type === 'integer').value.length;
      const at = parts.findIndex((p) => p.type === 'compact');
      const space = at > 0 && parts[at - 1].type === 'literal' ? parts[at - 1].value : '';
      out.push(`${key}${e}\t${digits}|${space}|${at < 0 ? '' : parts[at].value}`);
    }
  }
  return out.join('\n');
}

function grouped(map) {
  const groups = new Map();
  for (const [key, value] of map) {
    if (!groups.has(value)) groups.set(value, []);
    groups.get(value).push(key);
  }
  return groups;
}

const parents = (tag) => {
  const out = [];
  for (let i = tag.lastIndexOf('-'); i > 0; i = tag.lastIndexOf('-', i - 1)) out.push(tag.slice(0, i));
  return out;
};

exports.tables = () => {
  const all = locales();
  let text = '';
  for (const [value, tags] of grouped(all.map((l) => [l, row(l)]))) text += `${tags.join(' ')}\t${value}\n`;
  const codes = Intl.supportedValuesOf('currency');
  const signs = {};
  let money = '[signs]\n';
  for (const locale of all) {
    const sign = (currency) => new Intl.NumberFormat(locale, { style: 'currency', currency })
      .formatToParts(1).find((p) => p.type === 'currency').value;
    signs[locale] = Object.fromEntries(codes.map((c) => [c, sign(c)]));
    const parent = parents(locale).find((p) => signs[p]);
    const base = parent ? signs[parent] : Object.fromEntries(codes.map((c) => [c, c]));
    const own = codes.filter((c) => signs[locale][c] !== base[c]).map((c) => c + signs[locale][c]);
    if (own.length > 0) money += `${locale}\t${own.join('|')}\n`;
  }
  const narrow = {};
  for (const locale of all) {
    const sign = (currency) => new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .formatToParts(1).find((p) => p.type === 'currency').value;
    narrow[locale] = Object.fromEntries(codes.map((c) => [c, sign(c)]));
  }
  money += '[narrow]\n';
  const ordered = ['en', ...all.filter((l) => l !== 'en')];
  for (const locale of ordered) {
    const parent = parents(locale).find((p) => narrow[p]) || (locale === 'en' ? '' : 'en');
    const base = parent ? narrow[parent] : Object.fromEntries(codes.map((c) => [c, c]));
    const own = codes.filter((c) => narrow[locale][c] !== base[c]).map((c) => c + narrow[locale][c]);
    if (own.length > 0) money += `${locale}\t${own.join('|')}\n`;
  }
  money += '[digits]\n';
  const digits = (c) => new Intl.NumberFormat('en', { style: 'currency', currency: c }).resolvedOptions().maximumFractionDigits;
  const possible = alphabet.flatMap((a) => alphabet.flatMap((b) => alphabet.map((c) => (a + b + c).toUpperCase())));
  for (const [n, list] of grouped(possible.map((c) => [c, digits(c)]))) if (n !== 2) money += `${n}\t${list.join(' ')}\n`;
  const english = all.filter((l) => /^en(-|$)/.test(l));
  let short = '';
  for (const [rows, tags] of grouped(english.map((l) => [l, compact(l)]))) short += `[${tags.join(' ')}]\n${rows}\n`;
  return { numbers: text, money, compact: short };
};
