'use strict';

// Where a test was written.

const place = /(?:^ {4}at |\()((?:file:\/\/)?[^()]*?):(\d+):(\d+)\)?$/;

// callerOf finds the call of the function above: { line, column, file }, or undefined
// where the engine does not tell.
function callerOf(above) {
  const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const holder = {};
  try {
    Object.defineProperty(Error, 'stackTraceLimit', { value: 1, writable: true, configurable: true });
    if (prepare !== undefined) Error.prepareStackTrace = undefined;
    Error.captureStackTrace(holder, above);
    return parse(holder.stack);
  } catch {
    return undefined; // Error is frozen
  } finally {
    if (limit !== undefined) Object.defineProperty(Error, 'stackTraceLimit', limit);
    if (prepare !== undefined) Object.defineProperty(Error, 'prepareStackTrace', prepare);
  }
}

function parse(stack) {
  const lines = String(stack).split('\n');
  const found = place.exec(lines[lines.length - 1]);
  if (found === null) return undefined;
  let file = found[1];
  if (file.startsWith('file://')) file = require('url').fileURLToPath(file);
  return { line: Number(found[2]), column: Number(found[3]), file };
}

module.exports = { callerOf };
