'use strict';

// The session of the command: what a terminal gets that names no script.

const { start, REPL_MODE_SLOPPY, REPL_MODE_STRICT } = require('./repl.js');
const { kStandalone } = require('./server.js');

const modes = { __proto__: null, strict: REPL_MODE_STRICT, sloppy: REPL_MODE_SLOPPY };
const historySize = 1000;

exports.begin = function begin(env) {
  const options = {
    [kStandalone]: true, prompt: '> ', ignoreUndefined: false, useGlobal: true,
    // A host that grants no signals has other ways to end what runs.
    breakEvalOnSigint: binding.mayHearSignals,
  };
  options.replMode = modes[String(env.NODE_REPL_MODE).toLowerCase().trim()];
  if (Number.parseInt(env.NODE_NO_READLINE, 10)) options.terminal = false;
  const size = Number(env.NODE_REPL_HISTORY_SIZE);
  options.historySize = !Number.isNaN(size) && size > 0 ? size : historySize;
  const repl = start(options);
  repl.setupHistory(repl.terminal ? env.NODE_REPL_HISTORY : '', (err) => {
    if (err) throw err;
  });
  repl.on('exit', () => {
    if (!repl._flushing) process.exit();
    repl.pause();
    repl.once('flushHistory', () => process.exit());
  });
  return repl;
};
