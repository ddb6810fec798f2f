'use strict';

// Asks the node that runs it for what it knows of locales, and writes the tables
// beside it: node make.js. They are facts of Unicode's CLDR, in the form that the
// Go files of this folder's parent read.

const fs = require('fs');
const path = require('path');

// sections writes tables of one shape for several locales: each names the one
// before it that it differs least from, and has what differs. '!' is a row that the
// other has and this one does not.
exports.sections = function sections(tables) {
  const done = [];
  let text = '';
  for (const [locale, table] of Object.entries(tables)) {
    let best = { rows: Object.entries(table) };
    for (const [parent, other] of done) {
      const all = { ...Object.fromEntries(Object.keys(other).map((key) => [key, '!'])), ...table };
      const rows = Object.entries(all).filter(([key, value]) => (other[key] || '!') !== value);
      if (rows.length < best.rows.length) best = { parent, rows };
    }
    done.push([locale, table]);
    text += `[${locale}${best.parent ? ` ${best.parent}` : ''}]\n`;
    for (const [key, value] of best.rows) text += `${key}\t${value}\n`;
  }
  return text;
};

exports.english = ['en-US', 'en-GB', 'en-CA', 'en-AU', 'en-IE', 'en-NZ', 'en-IN', 'en-ZA'];

if (require.main === module) {
  const { cldr, icu } = process.versions;
  for (const name of ['aliases', 'dates', 'zones', 'numbers', 'units', 'names']) {
    for (const [file, text] of Object.entries(require(`./${name}.js`).tables())) {
      const head = `# CLDR ${cldr} (ICU ${icu}); made by make.js. Unicode licence: https://www.unicode.org/license.txt\n`;
      fs.writeFileSync(path.join(__dirname, `${file}.txt`), head + text);
    }
  }
}
