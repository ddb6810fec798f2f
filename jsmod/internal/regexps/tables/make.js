'use strict';

// Asks the node that runs it for properties that Go's tables lack, and writes them
// beside it: node make.js and the names of Go's unicode.Scripts. It takes some
// minutes. They are facts of Unicode.

const fs = require('fs');
const path = require('path');

// What has a short name has it behind a slash.
const binary = [
  'ASCII_Hex_Digit/AHex', 'Bidi_Mirrored/Bidi_M', 'Case_Ignorable/CI', 'Changes_When_Casefolded/CWCF',
  'Changes_When_Casemapped/CWCM', 'Changes_When_Lowercased/CWL', 'Changes_When_NFKC_Casefolded/CWKCF',
  'Changes_When_Titlecased/CWT', 'Changes_When_Uppercased/CWU', 'Emoji', 'Emoji_Component/EComp',
  'Emoji_Modifier/EMod', 'Emoji_Modifier_Base/EBase', 'Emoji_Presentation/EPres', 'Extended_Pictographic/ExtPict',
  'Grapheme_Base/Gr_Base', 'XID_Continue/XIDC', 'XID_Start/XIDS',
];

// Properties of strings, which the flag v has.
const strings = [
  'Basic_Emoji', 'Emoji_Keycap_Sequence', 'RGI_Emoji_Modifier_Sequence', 'RGI_Emoji_Flag_Sequence',
  'RGI_Emoji_Tag_Sequence', 'RGI_Emoji_ZWJ_Sequence', 'RGI_Emoji',
];

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));

function ranges(holds) {
  const out = [];
  let start = -1;
  for (let code = 0; code <= 0x110000; code++) {
    const inside = code <= 0x10ffff && holds(String.fromCodePoint(code));
    if (inside && start < 0) start = code;
    if (!inside && start >= 0) {
      out.push(start === code - 1 ? start.toString(16) : `${start.toString(16)}-${(code - 1).toString(16)}`);
      start = -1;
    }
  }
  return out.join(' ');
}

const property = (name) => {
  const pattern = new RegExp(`^\\p{${name}}$`, 'u');
  return (text) => pattern.test(text);
};

// extensions are what Script_Extensions adds to Script, or takes from it.
function extensions(script) {
  const has = property(`scx=${script}`);
  const is = property(`sc=${script}`);
  return [['+', ranges((c) => has(c) && !is(c))], ['-', ranges((c) => is(c) && !has(c))]]
    .filter(([, list]) => list !== '').map(([sign, list]) => `scx${sign}${script}\t${list}`);
}

// sequences are all texts that may be an emoji: what is joined by U+200D is found
// by pairs first, and longer ones are made of what was found in these.
function sequences() {
  const emoji = range(0x80, 0x1ffff).filter((c) => /\p{Emoji}/u.test(c) && !/\p{RI}|\p{EMod}/u.test(c));
  const parts = emoji.flatMap((c) => [c, `${c}\ufe0f`]);
  const modifiers = range(0x1f3fb, 0x1f3ff);
  const flags = range(0x1f1e6, 0x1f1ff);
  const tags = ['gbeng', 'gbsct', 'gbwls'].map((name) =>
    `\u{1f3f4}${String.fromCodePoint(...[...name].map((c) => 0xe0000 + c.codePointAt()), 0xe007f)}`);
  const isEmoji = (text) => /^\p{RGI_Emoji}$/v.test(text);
  const joined = parts.flatMap((a) => parts.map((b) => `${a}\u200d${b}`)).filter(isEmoji);
  const elements = [...new Set(joined.flatMap((text) => text.split('\u200d')))];
  joined.push(...elements.flatMap((a) => elements.flatMap((b) => elements.map((c) => `${a}\u200d${b}\u200d${c}`))).filter(isEmoji));
  const people = elements.filter((text) => /[\u{1f466}-\u{1f469}\u{1f9d1}\u{1f9d2}\u2764]/u.test(text));
  for (const a of people) {
    for (const b of people) {
      for (const c of [...people, '\u{1f48b}']) joined.push(...people.map((d) => [a, b, c, d].join('\u200d')).filter(isEmoji));
    }
  }
  const coloured = (text) => {
    const at = text.search(/\p{EBase}/u);
    if (at < 0) return [text];
    const end = at + String.fromCodePoint(text.codePointAt(at)).length;
    return coloured(text.slice(end)).flatMap((rest) => ['', ...modifiers].map((m) => text.slice(0, end) + m + rest));
  };
  return [
    ...parts, ...['#', '*', ...range(0x30, 0x39)].map((c) => `${c}\ufe0f\u20e3`), ...modifiers,
    ...flags.flatMap((a) => flags.map((b) => a + b)), ...tags,
    ...emoji.flatMap((c) => modifiers.map((m) => c + m)), ...[...new Set(joined)].flatMap(coloured),
  ];
}

// pattern is a regular expression for some texts, the longest first.
function pattern(texts) {
  const root = { next: new Map(), ends: false };
  for (const text of texts) {
    let node = root;
    for (const c of text) {
      if (!node.next.has(c)) node.next.set(c, { next: new Map(), ends: false });
      node = node.next.get(c);
    }
    node.ends = true;
  }
  const hex = (c) => `\\u{${c.codePointAt().toString(16)}}`;
  const write = ({ next, ends }) => {
    const heads = new Map(); // what follows -> the characters that it follows
    for (const [c, node] of next) {
      const tail = write(node);
      heads.set(tail, [...heads.get(tail) || [], c]);
    }
    const branches = [...heads].map(([tail, chars]) => {
      if (chars.length === 1) return hex(chars[0]) + tail;
      const set = new Set(chars);
      const list = ranges((c) => set.has(c)).split(' ').map((r) => r.split('-').map((n) => `\\u{${n}}`).join('-'));
      return `[${list.join('')}]${tail}`;
    });
    if (branches.length === 0) return '';
    if (branches.length === 1 && !ends) return branches[0];
    return `(?:${branches.join('|')})${ends ? '?' : ''}`;
  };
  return write(root);
}

const scripts = process.argv.slice(2);
const lines = [
  ...binary.map((name) => `${name}\t${ranges(property(name.split('/')[0]))}`),
  ...scripts.flatMap(extensions),
];
const all = [...new Set(sequences())];
for (const name of strings) {
  const known = new RegExp(`^\\p{${name}}$`, 'v');
  lines.push(`strings:${name}\t${pattern(all.filter((text) => known.test(text)))}`);
}
const { icu, unicode } = process.versions;
const head = `# Unicode ${unicode} (ICU ${icu}); made by make.js. Unicode licence: https://www.unicode.org/license.txt\n`;
fs.writeFileSync(path.join(__dirname, 'properties.txt'), `${head}${lines.join('\n')}\n`);
