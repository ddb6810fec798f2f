'use strict';

// The reporter tap: the Test Anything Protocol, version 13 with subtests, and YAML
// blocks of details.

const { asReporter } = require('./as_reporter.js');
const { toYAML } = require('./yaml.js');

const escapes = [
  ['\b', '\\b'], ['\f', '\\f'], ['\t', '\\t'], ['\n', '\\n'], ['\r', '\\r'], ['\v', '\\v'], ['\\', '\\\\'], ['#', '\\#'],
];

function escape(text) {
  return escapes.reduce((result, [from, to]) => result.split(from).join(to), text);
}

function indent(nesting) {
  return '    '.repeat(nesting);
}

function directive(word, value) {
  if (value === undefined) return '';
  return ` # ${word}${typeof value === 'string' && value !== '' ? ` ${escape(value)}` : ''}`;
}

function test(status, { name, nesting, skip, testNumber, todo }) {
  const title = name ? ` ${escape(`- ${name}`)}` : '';
  const mark = skip !== undefined ? directive('SKIP', skip) : directive('TODO', todo);
  return `${indent(nesting)}${status} ${testNumber}${title}${mark}\n`;
}

function details({ details: about = {}, nesting }, location) {
  const margin = indent(nesting);
  return `${margin}  ---\n` +
    toYAML(margin, 'duration_ms', about.duration_ms) +
    toYAML(margin, 'type', about.type) +
    (location === null ? '' : toYAML(margin, 'location', location)) +
    toYAML(margin, null, about.error, new Set()) +
    `${margin}  ...\n`;
}

function write({ type, data }) {
  switch (type) {
    case 'test:fail':
      return [test('not ok', data), details(data, data.file ? `${data.file}:${data.line}:${data.column}` : null)];
    case 'test:pass':
      return [test('ok', data), details(data, null)];
    case 'test:plan':
      return [`${indent(data.nesting)}1..${data.count}\n`];
    case 'test:start':
      return [`${indent(data.nesting)}# Subtest: ${escape(data.name)}\n`];
    case 'test:stderr':
    case 'test:stdout':
      return data.message.split(/\r?\n/).filter((text) => text !== '').map((text) => `# ${escape(text)}\n`);
    case 'test:diagnostic':
      return [`${indent(data.nesting)}# ${escape(data.message)}\n`];
    default:
      return [];
  }
}

module.exports = asReporter('tapReporter', () => ({ begin: () => ['TAP version 13\n'], write, end: () => [] }));
