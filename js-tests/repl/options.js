'use strict';

// Options of start, and what they make of a session.

const assert = require('assert');
const { PassThrough } = require('stream');
const { inspect } = require('util');
const repl = require('repl');
const readline = require('readline');
const { run, start } = require('./common/session.js');

async function main() {
  const show = async (options, lines) => console.log(JSON.stringify(await run(lines, options)));
  await show({ prompt: 'p> ' }, ['1']);
  await show({ prompt: '' }, ['1']);
  await show({ ignoreUndefined: true }, ['undefined', 'void 0', 'null', 'let hidden = 1', 'throw undefined']);
  await show({ useColors: true }, ['"text"', '({ a: 1n })', 'undefined', 'throw 1']);
  await show({ writer: (value) => `<${inspect(value)}>` }, ['1', '({})', 'throw 2']);
  await show({ replMode: repl.REPL_MODE_STRICT }, ['undeclared_ = 1', '(function () { return this })()', 'let s = 1', 's']);
  await show({ replMode: repl.REPL_MODE_SLOPPY }, ['undeclared_ = 1']);

  const calls = [];
  const own = (text, context, name, done) => {
    calls.push([text, context === globalThis, name.replace(/\d+/, 'N')]);
    if (text.startsWith('more')) done(text.length < 12 ? new repl.Recoverable(new Error('x')) : null, text);
    else if (text.startsWith('fail')) done(new RangeError('told'));
    else if (text.startsWith('throw')) throw new RangeError('thrown');
    else if (text.startsWith('none')) done(null);
    else setImmediate(done, null, text.trim().toUpperCase());
  };
  await show({ eval: own }, ['abc', 'more', 'and more', 'none', '']);
  console.log(JSON.stringify(calls));
  console.log((await run(['fail', 'throw', 'x'], { eval: own })).replace(/\n\s+at .*/g, ''));

  assert.throws(() => start({ eval: own, breakEvalOnSigint: true }), {
    code: 'ERR_INVALID_REPL_EVAL_CONFIG', name: 'TypeError', message: 'Cannot specify both "breakEvalOnSigint" and "eval" for REPL',
  });

  const { server } = start({ terminal: false });
  console.log(server instanceof repl.REPLServer, server instanceof readline.Interface, server.context === globalThis,
              server.terminal, server.useColors, server.useGlobal, server.ignoreUndefined, server.editorMode,
              server.replMode === repl.REPL_MODE_SLOPPY, server.historySize, server.breakEvalOnSigint);
  console.log(Object.keys(repl.REPLServer.prototype).join());
  console.log(typeof repl.writer.options, repl.writer.options.showProxy, inspect.replDefaults === repl.writer.options);
  inspect.replDefaults = { depth: 0 };
  console.log(repl.writer({ a: { b: 1 } }));
  inspect.replDefaults = { depth: 2 };
  assert.throws(() => { inspect.replDefaults = 1; }, { code: 'ERR_INVALID_ARG_TYPE' });
  console.log(repl.builtinModules.includes('fs'), repl.builtinModules.some((name) => name.startsWith('_')));
  console.log(require('module').builtinModules.includes('repl'));
  server.close();

  // The arguments in a row, with one stream for both directions.
  const stream = new PassThrough();
  const old = repl.start('old> ', stream, (text, context, name, done) => done(null, 1), true, true);
  console.log(old.getPrompt(), old.input === stream, old.output === stream, old.useGlobal, old.ignoreUndefined, repl.repl !== undefined);
  const plain = repl.REPLServer('x', new PassThrough());
  console.log(plain instanceof repl.REPLServer, plain.inputStream === plain.input, plain.outputStream === plain.output);
  for (const s of [old, plain]) s.close();
}

main();
