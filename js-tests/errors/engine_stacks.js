'use strict';

// The stack of an error that the language throws has the form of any other's.

function where(what) {
  try {
    what();
  } catch (error) {
    const [head, ...lines] = error.stack.split('\n');
    const own = lines.filter((line) => line.includes('engine_stacks'));
    console.log(head, lines.every((line) => line.startsWith('    at ')), lines.length <= 10);
    console.log(own.map((line) => line.replace(/\(?[^ ]*engine_stacks/, '').replace(/:\d+\)?$/, '')).slice(0, 2).join());
    const { value, writable, enumerable } = Object.getOwnPropertyDescriptor(error, 'stack') || {};
    console.log(value === error.stack, writable, enumerable, Object.keys(error).length);
  }
}

where(function read() { null.x; });
where(function refer() { absent; });
where(function call() { const o = {}; o.f(); });
where(function stringify() { JSON.stringify(1n); });
where(function repeat() { 'x'.repeat(-1); });
where(function decode() { decodeURIComponent('%'); });

Error.stackTraceLimit = 1;
try {
  null.x;
} catch (error) {
  console.log(error.stack.split('\n').length);
  error.stack = 'mine';
  console.log(error.stack, Object.getOwnPropertyDescriptor(error, 'stack').writable);
}
Error.stackTraceLimit = 10;
Error.prepareStackTrace = (error, sites) => `${error.message}; ${sites[0].getFunctionName()} ${sites[0].getLineNumber()}`;
try {
  (function inner() { undefined.x; })();
} catch (error) {
  console.log(error.stack);
}
