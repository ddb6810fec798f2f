'use strict';

// The format of .env files as Node reads it: NAME=value, with export before it
// or not, comments, and quotes ('', "", ``) in which a value may have several
// lines. In double quotes \n is a newline.

const line = /^[ \t]*(?:export[ \t]+)?([^\s=#]+)[ \t]*=[ \t]*/;

function parse(text) {
  const variables = {};
  let rest = text.replace(/\r\n?/g, '\n');
  while (rest !== '') {
    const begin = line.exec(rest);
    if (begin === null) {
      rest = afterLine(rest);
      continue;
    }
    rest = rest.slice(begin[0].length);
    const quoted = quotedValue(rest);
    if (quoted !== undefined) {
      variables[begin[1]] = quoted;
      rest = afterLine(rest.slice(rest.indexOf(rest[0], 1) + 1));
    } else {
      const end = rest.indexOf('\n');
      const value = end < 0 ? rest : rest.slice(0, end);
      variables[begin[1]] = value.replace(/#.*$/, '').trim();
      rest = afterLine(rest);
    }
  }
  return variables;
}

function afterLine(text) {
  const end = text.indexOf('\n');
  return end < 0 ? '' : text.slice(end + 1);
}

function quotedValue(text) {
  const quote = text[0];
  if (quote !== '"' && quote !== '\'' && quote !== '`') return undefined;
  const end = text.indexOf(quote, 1);
  if (end < 0) return undefined;
  const value = text.slice(1, end);
  return quote === '"' ? value.replace(/\\n/g, '\n') : value;
}

module.exports = { parse };
