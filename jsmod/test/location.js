'use strict';

// Where a test was written.

const place = /(?:^ {4}at |\()((?:file:\/\/)?[^()]*?):(\d+):(\d+)\)?$/;

// As in Node, what is no file has no places.
const hasFile = process.argv[1] !== undefined;

// More frames than this module has above a script's call.
const frames = 8;

// caller finds the call of a script's that led here: { line, column, file }, or
// undefined where the engine does not tell.
function caller() {
  if (!hasFile) return undefined;
  const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const holder = {};
  try {
    Object.defineProperty(Error, 'stackTraceLimit', { value: frames, writable: true, configurable: true });
    if (prepare !== undefined) Error.prepareStackTrace = undefined;
    Error.captureStackTrace(holder);
    return outside(String(holder.stack).split('\n'));
  } catch {
    return undefined; // Error is frozen
  } finally {
    if (limit !== undefined) Object.defineProperty(Error, 'stackTraceLimit', limit);
    if (prepare !== undefined) Object.defineProperty(Error, 'prepareStackTrace', prepare);
  }
}

// outside finds the innermost frame that is not of a built-in module.
function outside(lines) {
  for (const line of lines) {
    const found = place.exec(line);
    if (found === null || found[1].startsWith('node:')) continue;
    const file = found[1].startsWith('file://') ? require('url').fileURLToPath(found[1]) : found[1];
    return { line: Number(found[2]), column: Number(found[3]), file };
  }
  return undefined;
}

module.exports = { caller };
