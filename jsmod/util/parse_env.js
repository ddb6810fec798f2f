'use strict';

// util.parseEnv: the text of a .env file.

const line = /^[ \t]*(?:export[ \t]+)?([^=\s#][^=\n]*?)[ \t]*=[ \t]*(.*)$/;

// quoted reads a value in quotes, which may go on over several lines; it
// returns undefined where the quote is not closed.
function quoted(text, start) {
  const quote = text[start];
  const end = text.indexOf(quote, start + 1);
  if (end === -1) return undefined;
  let value = text.slice(start + 1, end);
  if (quote === '"') value = value.replace(/\\n/g, '\n');
  return { value, end: end + 1 };
}

function parseEnv(content) {
  const text = content.replace(/\r\n?/g, '\n');
  const result = {};
  let pos = 0;
  while (pos < text.length) {
    let end = text.indexOf('\n', pos);
    if (end === -1) end = text.length;
    const row = text.slice(pos, end);
    const found = line.exec(row);
    if (found !== null) {
      const key = found[1];
      let value = found[2];
      const start = pos + row.length - value.length;
      const inQuotes = /^["'`]/.test(value) ? quoted(text, start) : undefined;
      if (inQuotes !== undefined) {
        ({ value } = inQuotes);
        end = text.indexOf('\n', inQuotes.end);
        if (end === -1) end = text.length;
      } else {
        const hash = value.indexOf('#');
        value = (hash === -1 ? value : value.slice(0, hash)).trim();
      }
      result[key] = value;
    }
    pos = end + 1;
  }
  return result;
}

module.exports = { parseEnv };
