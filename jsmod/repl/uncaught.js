'use strict';

// How a session shows an exception.

const { isError } = require('internal/util');
const engine = require('internal/engine');
const { dynamicImport, isStaticImport } = require('./imports.js');
const { REPL_MODE_STRICT } = require('./modes.js');

const ownText = /^    at (?:async )?REPL\d+:\d+:\d+$/;

// withoutSession leaves out what called the text that was evaluated.
function withoutSession(stack) {
  const lines = stack.split('\n');
  const last = lines.findLastIndex((line) => ownText.test(line));
  return last === -1 ? stack : lines.slice(0, last).join('\n');
}

// readStack gives a script that prepares traces itself no more than that, either.
function readStack(err) {
  const given = Error.prepareStackTrace;
  if (typeof given !== 'function') return err.stack;
  Error.prepareStackTrace = function prepareStackTrace(error, sites) {
    const last = sites.findLastIndex((site) => site.getFunctionName() === null && /^REPL\d+$/.test(site.getFileName()));
    return Reflect.apply(given, Error, [error, last === -1 ? sites : sites.slice(0, last)]);
  };
  try {
    return err.stack;
  } finally {
    Error.prepareStackTrace = given;
  }
}

function trim(repl, err, text) {
  let stack = readStack(err);
  if (typeof stack !== 'string' || stack === '') return;
  stack = withoutSession(stack.includes('\n\tat ') ? engine.normalizeStack(stack) : stack);
  if (err.name === 'SyntaxError') {
    if (isStaticImport(text)) {
      const message = `Cannot use import statement inside the Node.js REPL, alternatively use dynamic import: ${dynamicImport(text)}`;
      stack = `${text}\n^^^^^^\n\nSyntaxError: ${message}`;
      err.message = message;
    }
    // Where the text is from is told by the lines above.
    stack = stack.replace(/^REPL\d+:\d+\r?\n/, '').replace(/^\s+at\s.*\n?/gm, '');
  } else if (repl.replMode === REPL_MODE_STRICT) {
    stack = stack.replace(/(\s+at\s.*REPL\d+:)(\d+)/g, (all, head, line) => head + (line - 1));
  }
  Reflect.defineProperty(err, 'stack', { value: stack, writable: true, configurable: true });
}

// describe returns the text that stands in the place of a value.
function describe(repl, err, text) {
  if (typeof err === 'object' && err !== null) {
    if (err.domainThrown) {
      delete err.domain;
      delete err.domainThrown;
    }
    if (isError(err)) trim(repl, err, text);
  }
  let shown = repl.writer(err);
  if (isError(err) && shown.startsWith('[') && shown.endsWith(']')) shown = shown.slice(1, -1);
  return uncaught(shown, repl.writer.options);
}

// uncaught puts the word before the first line that names an error, and before all
// where none does.
function uncaught(shown, { breakLength = 80 } = {}) {
  const lines = shown.split(/(?<=\n)/);
  const named = lines.findIndex((line) => /^\[?([A-Z][a-z0-9_]*)*Error/.test(line));
  if (named === -1) return `Uncaught${lines.length === 1 ? ' ' : ':\n'}${shown}`;
  lines[named] = `Uncaught${breakLength >= lines[named].length ? ' ' : ':\n'}${lines[named]}`;
  return lines.join('');
}

module.exports = { describe };
