'use strict';

// Properties of emoji, of characters and of strings, and others that say how a
// character behaves.

const emoji = '#1\u00a9\u2764\ufe0f\u{1F44D}\u{1F3FD}\u{1F468}\u200d\u{1F469}\u200d\u{1F467}\u{1F1E9}\u{1F1EA}a\u00e9';
for (const name of [
  'Emoji', 'Emoji_Component', 'EComp', 'Emoji_Modifier', 'EMod', 'Emoji_Modifier_Base', 'EBase', 'Emoji_Presentation',
  'EPres', 'Extended_Pictographic', 'ExtPict',
]) {
  console.log(name, emoji.replace(new RegExp(`\\P{${name}}`, 'gu'), '').length, new RegExp(`^[^\\p{${name}}]$`, 'u').test('a'));
}

// How many characters of the first alphabets have a property.
for (const name of [
  'ASCII_Hex_Digit', 'Bidi_M', 'Case_Ignorable', 'CWCF', 'CWCM', 'CWL', 'CWKCF', 'CWT', 'CWU', 'Grapheme_Base', 'XIDC',
  'XID_Start', 'scx=Greek', 'Script_Extensions=Hangul', 'scx=Latin', 'scx=Cyrillic',
]) {
  const pattern = new RegExp(`^\\p{${name}}$`, 'u');
  let count = 0;
  for (let code = 0; code < 0x530; code++) if (pattern.test(String.fromCodePoint(code))) count++;
  console.log(name, count);
}

const rgi = /\p{RGI_Emoji}/gv;
for (const text of [
  'a\u{1F44D}b', '\u{1F44D}\u{1F3FD}', '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}\u200d\u{1F466}', '\u2764', '\u2764\ufe0f',
  '\u{1F3F3}\ufe0f\u200d\u{1F308}', '\u{1F1E9}\u{1F1EA}\u{1F1E9}\u{1F1E9}', '1\ufe0f\u20e3 2', '\u{1F469}\u{1F3FB}\u200d\u2764\ufe0f\u200d\u{1F48B}\u200d\u{1F468}\u{1F3FF}',
  '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}', '\u{1F468}\u200da', '\u{1F64B}\u{1F3FE}\u200d\u2642\ufe0f',
]) {
  console.log(JSON.stringify(text.match(rgi)), /^\p{RGI_Emoji}$/v.test(text));
}
console.log(/^\p{Emoji_Keycap_Sequence}$/v.test('#\ufe0f\u20e3'), /^\p{RGI_Emoji_Flag_Sequence}$/v.test('\u{1F1EB}\u{1F1F7}'));
console.log(/^\p{Basic_Emoji}+$/v.test('\u{1F600}\u263a\ufe0f'), /^\p{RGI_Emoji_Modifier_Sequence}{2}$/v.test('\u{1F44D}\u{1F3FD}\u{1F44E}\u{1F3FB}'));
console.log(/^\p{RGI_Emoji_ZWJ_Sequence}$/v.test('\u{1F468}\u200d\u{1F4BB}'), /x\p{RGI_Emoji}?y/v.source);
for (const [pattern, flags] of [['\\p{RGI_Emoji}', 'u'], ['\\P{RGI_Emoji}', 'v'], ['\\p{Emojis}', 'u']]) {
  try {
    new RegExp(pattern, flags);
  } catch (error) {
    console.log(error.name, error.message);
  }
}
