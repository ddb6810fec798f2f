'use strict';

// Subtags that have another name today.

const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];
const pairs = alphabet.flatMap((a) => alphabet.map((b) => a + b));

exports.tables = () => {
  const now = (tag) => Intl.getCanonicalLocales(tag)[0];
  let text = '[language]\n';
  for (const language of [...pairs, ...pairs.flatMap((p) => alphabet.map((c) => p + c))]) {
    if (now(language) !== language) text += `${language}\t${now(language)}\n`;
  }
  text += '[region]\n';
  for (const region of [...pairs.map((p) => p.toUpperCase()), ...Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'))]) {
    if (now(`und-${region}`) !== `und-${region}`) text += `${region}\t${now(`und-${region}`).slice(4)}\n`;
  }
  return { aliases: text };
};
