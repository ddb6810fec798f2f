'use strict';

// The comparison of two inspected values, line by line.

const { inspect } = require('internal/util/inspect');

const kReadableOperator = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

// Two short primitives are compared on one line.
const kMaxShortLength = 12;

function inspectValue(value) {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  });
}

function colors() {
  const { stderr } = process;
  if (stderr && stderr.isTTY && (typeof stderr.hasColors !== 'function' || stderr.hasColors())) {
    return { blue: '\u001b[34m', green: '\u001b[32m', red: '\u001b[31m', white: '\u001b[39m' };
  }
  return { blue: '', green: '', red: '', white: '' };
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

// shorten keeps the first lines of a long value.
function shorten(lines) {
  if (lines.length <= 50) return lines;
  return [...lines.slice(0, 46), `${colors().blue}...${colors().white}`];
}

// mismatchMark points below the first character that differs in two texts of
// one line, unless that is plain to see.
function mismatchMark(actual, expected) {
  const { stderr } = process;
  const width = stderr && stderr.isTTY ? stderr.columns : 80;
  if (actual.length + expected.length >= width) return '';
  let i = 0;
  while (actual[i] === expected[i]) i++;
  return i > 2 ? `\n  ${' '.repeat(i)}^` : '';
}

// Report collects the lines of a comparison. Expected lines wait in pending so
// that changes next to each other show as +++--- and not as +-+-+-.
class Report {
  constructor() {
    this.paint = colors();
    this.text = '';
    this.pending = '';
    this.printed = 0;
    this.identical = 0;
    this.skipped = false;
  }

  get dots() {
    return `\n${this.paint.blue}...${this.paint.white}`;
  }

  same(line) {
    this.text += this.pending;
    this.pending = '';
    this.identical++;
    // The first two lines after a change are shown, those before the next one
    // when it comes.
    if (this.identical <= 2) this.context(line);
  }

  context(line) {
    this.text += `\n  ${line}`;
    this.printed++;
  }

  // before shows what precedes a change in lines at i.
  before(lines, i) {
    const { identical } = this;
    if (identical > 2) {
      if (identical === 5) {
        this.context(lines[i - 3]);
      } else if (identical > 4) {
        this.text += this.dots;
        this.skipped = true;
      }
      if (identical > 3) this.context(lines[i - 2]);
      this.context(lines[i - 1]);
    }
    this.identical = 0;
  }

  actual(line) {
    this.text += `\n${this.paint.green}+${this.paint.white} ${line}`;
    this.printed++;
  }

  expected(line) {
    this.pending += `\n${this.paint.red}-${this.paint.white} ${line}`;
    this.printed++;
  }
}

// commonEnd takes the equal lines off the end of both and returns their text.
function commonEnd(actual, expected) {
  let end = '';
  let count = 0;
  let outermost = '';
  while (actual.length > 0 && expected.length > 0 &&
         actual[actual.length - 1] === expected[expected.length - 1]) {
    const line = actual.pop();
    expected.pop();
    if (count++ < 3) end = `\n  ${line}${end}`;
    else outermost = line;
  }
  return { end, count, outermost };
}

function finishEnd({ end, count, outermost }, report) {
  if (count >= 5) {
    end = `${report.dots}${end}`;
    report.skipped = true;
  }
  return outermost === '' ? end : `\n  ${outermost}${end}`;
}

// compareLines decides whether two lines differ by more than a comma, and
// returns the line to show where they do not.
function compareLines(actual, expected) {
  if (actual === expected) return actual;
  if (actual.endsWith(',') && actual.slice(0, -1) === expected) return actual;
  if (expected.endsWith(',') && expected.slice(0, -1) === actual) return expected;
  return undefined;
}

function step(report, actual, expected, i) {
  if (i >= expected.length) {
    report.before(actual, i);
    report.actual(actual[i]);
    return;
  }
  if (i >= actual.length) {
    report.before(expected, i);
    report.expected(expected[i]);
    return;
  }
  const same = compareLines(actual[i], expected[i]);
  if (same !== undefined) {
    report.same(same);
    return;
  }
  report.before(actual, i);
  report.actual(actual[i]);
  report.expected(expected[i]);
}

function createErrDiff(actual, expected, operator, customMessage) {
  const inspected = inspectValue(actual);
  const actualLines = inspected.split('\n');
  const expectedLines = inspectValue(expected).split('\n');
  const bothFunctions = typeof actual === 'function' && typeof expected === 'function';
  if (operator === 'strictEqual' && ((isObject(actual) && isObject(expected)) || bothFunctions)) {
    operator = 'strictEqualObject';
  }
  const title = customMessage || kReadableOperator[operator];
  let mark = '';
  if (actualLines.length === 1 && expectedLines.length === 1 &&
      actualLines[0] !== expectedLines[0]) {
    if (actualLines[0].length + expectedLines[0].length <= kMaxShortLength) {
      if (!isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0)) {
        return `${title}\n\n${actualLines[0]} !== ${expectedLines[0]}\n`;
      }
    } else if (operator !== 'strictEqualObject') {
      mark = mismatchMark(actualLines[0], expectedLines[0]);
    }
  }
  const report = new Report();
  const tail = commonEnd(actualLines, expectedLines);
  const lines = Math.max(actualLines.length, expectedLines.length);
  if (lines === 0) {
    return `${kReadableOperator.notIdentical}\n\n${shorten(inspected.split('\n')).join('\n')}\n`;
  }
  return printDiff(report, actualLines, expectedLines, { title, mark, tail, lines });
}

function printDiff(report, actualLines, expectedLines, { title, mark, tail, lines }) {
  const { green, red, white, blue } = report.paint;
  const end = finishEnd(tail, report);
  const header = `${title}\n${green}+ actual${white} ${red}- expected${white}`;
  const skippedNote = ` ${blue}...${white} Lines skipped`;
  for (let i = 0; i < lines; i++) {
    step(report, actualLines, expectedLines, i);
    if (report.printed > 50 && i < lines - 2) {
      return `${header}${skippedNote}\n${report.text}${report.dots}${report.pending}${report.dots}`;
    }
  }
  return `${header}${report.skipped ? skippedNote : ''}\n${report.text}${report.pending}${end}${mark}`;
}

module.exports = { createErrDiff, inspectValue, kReadableOperator, shorten };
