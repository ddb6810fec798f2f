'use strict';

// console.table: rows of an object, a Map or a Set in a frame.

const { inspect, getStringWidth } = require('internal/util/inspect');
const { iterator, kind } = require('internal/engine');

const indexKey = '(index)';
const iterKey = '(iteration index)';
const keyKey = 'Key';
const valuesKey = 'Values';

function row(cells, widths) {
  const padded = cells.map((cell, i) => (
    ` ${cell}${' '.repeat(widths[i] - getStringWidth(cell) - 1)}`));
  return `│${padded.join('│')}│`;
}

function draw(head, columns) {
  const rows = [];
  const widths = head.map((text) => getStringWidth(text));
  const longest = Math.max(...columns.map((column) => column.length));
  for (let j = 0; j < longest; j++) {
    const cells = head.map((_, i) => (columns[i][j] === undefined ? '' : columns[i][j]));
    cells.forEach((cell, i) => { widths[i] = Math.max(widths[i], getStringWidth(cell)); });
    rows.push(cells);
  }
  const padded = widths.map((width) => width + 2);
  const lines = padded.map((width) => '─'.repeat(width));
  let result = `┌${lines.join('┬')}┐\n${row(head, padded)}\n├${lines.join('┼')}┤\n`;
  for (const cells of rows) result += `${row(cells, padded)}\n`;
  return `${result}└${lines.join('┴')}┘`;
}

function table(data, properties, options) {
  const show = (value) => {
    const deep = value !== null && typeof value === 'object' && !Array.isArray(value) &&
      Object.keys(value).length > 2;
    return inspect(value, {
      maxArrayLength: 3, breakLength: Infinity, ...options, depth: deep ? -1 : 0,
    });
  };
  const indexes = (n) => Array.from({ length: n }, (_, i) => show(i));
  const pairs = (keys, values) => draw([iterKey, keyKey, valuesKey],
                                       [indexes(keys.length), keys, values]);
  const singles = (values) => draw([iterKey, valuesKey], [indexes(values.length), values]);

  switch (kind(data)) {
    case 'Map': {
      const entries = Array.from(Map.prototype.entries.call(data));
      return pairs(entries.map((e) => show(e[0])), entries.map((e) => show(e[1])));
    }
    case 'Set':
      return singles(Array.from(Set.prototype.values.call(data), show));
    case 'Map Iterator':
    case 'Set Iterator': {
      const [entries, isPairs] = iterator(data) || [[], false];
      if (!isPairs || kind(data) === 'Set Iterator') {
        return singles(entries.filter((_, i) => !isPairs || i % 2 === 0).map(show));
      }
      return pairs(entries.filter((_, i) => i % 2 === 0).map(show),
                   entries.filter((_, i) => i % 2 === 1).map(show));
    }
  }
  return rowsOf(data, properties, show);
}

function rowsOf(data, properties, show) {
  const columns = Object.create(null);
  const values = [];
  const index = Object.keys(data);
  let hasPrimitives = false;
  index.forEach((name, i) => {
    const item = data[name];
    const primitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
    // Columns that were asked for are there even when no row has them.
    if (primitive && !properties) {
      hasPrimitives = true;
      values[i] = show(item);
      return;
    }
    for (const key of properties || Object.keys(item)) {
      if (columns[key] === undefined) columns[key] = [];
      columns[key][i] = !primitive && Object.prototype.hasOwnProperty.call(item, key) ? show(item[key]) : '';
    }
  });
  const head = Object.keys(columns);
  const body = head.map((key) => columns[key]);
  if (hasPrimitives) {
    head.push(valuesKey);
    body.push(values);
  }
  return draw([indexKey, ...head], [index, ...body]);
}

module.exports = { table };
