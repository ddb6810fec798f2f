'use strict';

// Characters of a terminal become keys. A decoder is fed one character at a time,
// an empty one meaning that nothing follows an escape, and calls its listener with
// what was typed and the key that it is.

// The functional keys by what follows the escape, from xterm, rxvt, the Linux
// console, Cygwin and PuTTY. Those of shifted and controlled keys are rxvt's.
const names = {
  __proto__: null,
  up: 'OA [A', down: 'OB [B', right: 'OC [C', left: 'OD [D', clear: 'OE [E', end: 'OF [F [4~ [8~',
  home: 'OH [H [1~ [7~', insert: '[2~', delete: '[3~',
  pageup: '[5~ [[5~', pagedown: '[6~ [[6~',
  f1: 'OP [P [11~ [[A', f2: 'OQ [Q [12~ [[B', f3: 'OR [R [13~ [[C', f4: 'OS [S [14~ [[D', f5: '[15~ [[E',
  f6: '[17~', f7: '[18~', f8: '[19~', f9: '[20~', f10: '[21~', f11: '[23~', f12: '[24~',
  'paste-start': '[200~', 'paste-end': '[201~',
};
const shifted = {
  __proto__: null,
  up: '[a', down: '[b', right: '[c', left: '[d', clear: '[e', insert: '[2$', delete: '[3$', pageup: '[5$',
  pagedown: '[6$', home: '[7$', end: '[8$', tab: '[Z',
};
const controlled = {
  __proto__: null,
  up: 'Oa', down: 'Ob', right: 'Oc', left: 'Od', clear: 'Oe', insert: '[2^', delete: '[3^', pageup: '[5^',
  pagedown: '[6^', home: '[7^', end: '[8^',
};

const byCode = new Map();
for (const [table, flag] of [[names, ''], [shifted, 'shift'], [controlled, 'ctrl']]) {
  for (const name of Object.keys(table)) {
    for (const code of table[name].split(' ')) byCode.set(code, { name, flag });
  }
}

const plain = {
  __proto__: null,
  '\r': 'return', '\n': 'enter', '\t': 'tab', '\b': 'backspace', '\x7f': 'backspace', '\x1b': 'escape',
  ' ': 'space',
};
// Those of the above that a preceding escape makes meta keys of.
const metaTable = new Set(['\r', '\n', '\t', '\b', '\x7f', '\x1b', ' ']);

function isDigit(ch) {
  return ch >= '0' && ch <= '9' && ch.length === 1;
}

// charLengthAt is how many code units the character to the right of i has. At the
// end of the line it is 1.
function charLengthAt(str, i) {
  if (str.length <= i) return 1;
  return str.codePointAt(i) >= 0x10000 ? 2 : 1;
}

// charLengthLeft is the same for the character to the left of i.
function charLengthLeft(str, i) {
  if (i <= 0) return 0;
  if (i > 1 && str.codePointAt(i - 2) >= 0x10000) return 2;
  return str.codePointAt(i - 1) >= 0x10000 ? 2 : 1;
}

function KeyDecoder(listener) {
  this.listener = listener;
  this.reset();
}

KeyDecoder.prototype.reset = function() {
  this.typed = '';
  this.escaped = false;
  this.state = this.first;
};

KeyDecoder.prototype.feed = function(ch) {
  this.typed += ch;
  this.state(ch);
};

KeyDecoder.prototype.first = function(ch) {
  if (ch !== '\x1b') {
    this.simple(ch);
    return;
  }
  this.escaped = true;
  this.state = this.afterEscape;
};

KeyDecoder.prototype.afterEscape = function(ch) {
  // Meta with a functional key comes as two escapes.
  if (ch === '\x1b') this.state = this.afterEscapes;
  else this.afterEscapes(ch);
};

KeyDecoder.prototype.afterEscapes = function(ch) {
  if (ch === 'O') this.state = this.single;
  else if (ch === '[') this.state = this.command;
  else this.simple(ch);
};

// ESC O letter, or ESC O modifier letter.
KeyDecoder.prototype.single = function(ch) {
  if (!isDigit(ch)) {
    this.functional(`O${ch}`, 0);
    return;
  }
  const modifier = Number(ch) - 1;
  this.state = (letter) => this.functional(`O${letter}`, modifier);
};

// ESC [ and up to three digits, a modifier after a semicolon, and what ends it. A
// second bracket is the Linux console's, and Cygwin's.
KeyDecoder.prototype.command = function(ch) {
  let text = '';
  let prefix = '[';
  const ends = (next) => {
    text += next;
    this.finishCommand(prefix, text);
  };
  const modifier = (next) => {
    text += next;
    if (isDigit(next)) this.state = ends;
    else this.finishCommand(prefix, text);
  };
  const digits = (next) => {
    if (isDigit(next) && text.length < 3) text += next;
    else if (next === ';' && text !== '') {
      text += next;
      this.state = modifier;
    } else ends(next);
  };
  this.state = digits;
  if (ch === '[') prefix = '[[';
  else digits(ch);
};

KeyDecoder.prototype.finishCommand = function(prefix, text) {
  let match;
  if ((match = /^(?:(\d\d?)(?:;(\d))?([~^$])|(\d{3}~))$/.exec(text)) !== null) {
    this.functional(prefix + (match[4] || match[1] + match[3]), (match[2] || 1) - 1);
  } else if ((match = /^(?:(?:\d;)?(\d))?([A-Za-z])$/.exec(text)) !== null) {
    this.functional(prefix + match[2], (match[1] || 1) - 1);
  } else {
    this.functional(prefix + text, 0);
  }
};

KeyDecoder.prototype.functional = function(code, modifier) {
  const known = byCode.get(code) || { name: 'undefined', flag: '' };
  this.tell({
    sequence: null,
    name: known.name,
    ctrl: Boolean(modifier & 4) || known.flag === 'ctrl',
    meta: Boolean(modifier & 10),
    shift: Boolean(modifier & 1) || known.flag === 'shift',
    code,
  });
};

KeyDecoder.prototype.simple = function(ch) {
  const { escaped } = this;
  const key = { sequence: null, name: undefined, ctrl: false, meta: false, shift: false };
  if (plain[ch] !== undefined) {
    key.name = plain[ch];
    key.meta = escaped && metaTable.has(ch);
  } else if (!escaped && ch <= '\x1a') {
    key.name = String.fromCharCode(ch.charCodeAt(0) + 96);
    key.ctrl = true;
  } else if (/^[0-9A-Za-z]$/.test(ch)) {
    key.name = ch.toLowerCase();
    key.shift = ch >= 'A' && ch <= 'Z';
    key.meta = escaped;
  } else if (escaped) {
    key.name = ch.length > 0 ? undefined : 'escape';
    key.meta = true;
  }
  this.tell(key);
};

KeyDecoder.prototype.tell = function(key) {
  const { typed, escaped } = this;
  this.reset();
  key.sequence = typed;
  if (typed !== '' && (key.name !== undefined || escaped)) {
    this.listener(escaped ? undefined : typed, key);
  } else if (charLengthAt(typed, 0) === typed.length) {
    this.listener(typed, key);
  }
};

module.exports = { KeyDecoder, charLengthAt, charLengthLeft };
