'use strict';

// What a session does with a text unless it is given a function of its own.

const { Script } = require('vm');
const { codes: { ERR_SCRIPT_EXECUTION_INTERRUPTED } } = require('internal/errors');
const { adding } = require('./context.js');
const { REPL_MODE_STRICT } = require('./modes.js');

// Recoverable tells that a text may go on in the next line.
class Recoverable extends SyntaxError {
  constructor(err) {
    super();
    this.err = err;
  }
}
delete Recoverable.prototype.name;

const strict = "'use strict'; void 0;\n";

// compile returns a script, and whether its value is the promise of an object that
// has the value. What begins with a brace is an object, if it can be one.
function compile(repl, text, filename) {
  const forms = [];
  if (/^\s*\{/.test(text) && !/;\s*$/.test(text)) forms.push(`(${text.trim()})\n`);
  forms.push(text);
  for (const form of forms) {
    const promised = form.includes('await') ? binding.awaiting(form) : undefined;
    try {
      const code = promised === undefined ? form : promised;
      const script = new Script(repl.replMode === REPL_MODE_STRICT ? strict + code : code, { filename });
      return { script, awaits: promised !== undefined };
    } catch (err) {
      if (form === text) throw err;
    }
  }
  return undefined;
}

// interruptible runs a script that Ctrl+C breaks off, for which the terminal must
// make a signal of it.
function interruptible(repl, script) {
  const raw = repl.terminal ? repl._setRawMode(false) : false;
  try {
    return script.runInThisContext({ displayErrors: false, breakOnSigint: true });
  } finally {
    if (raw) repl._setRawMode(true);
  }
}

function run(repl, session, text, { script, awaits }) {
  const evaluate = () => (repl.breakEvalOnSigint ? interruptible(repl, script) :
    script.runInThisContext({ displayErrors: false }));
  // What awaits has its variables put in front of it.
  return repl.useGlobal ? evaluate() : adding(session.added, awaits ? [] : binding.variables(text), evaluate);
}

function interruption() {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const err = new ERR_SCRIPT_EXECUTION_INTERRUPTED();
  Error.stackTraceLimit = limit;
  return err;
}

// settle waits for what awaits. Lines that a terminal sends meanwhile wait, too.
async function settle(repl, session, promise, done) {
  let interrupt;
  let waited = promise;
  session.pause();
  session.buffered = ''; // lines that are piped do not wait
  if (repl.breakEvalOnSigint) {
    waited = Promise.race([promise, new Promise((resolve, reject) => {
      interrupt = () => reject(interruption());
      session.interrupts.add(interrupt);
    })]);
  }
  try {
    const result = await waited;
    done(null, result === undefined || result === null ? undefined : result.value);
  } catch (err) {
    repl._domain.emit('error', err);
  } finally {
    session.interrupts.delete(interrupt);
    session.unpause();
  }
}

// evaluator makes the function for one session.
function evaluator(session) {
  return function defaultEval(text, context, filename, done) {
    if (text === '\n') {
      done(null);
      return;
    }
    let compiled;
    try {
      compiled = compile(this, text, filename);
    } catch (err) {
      done(binding.unfinished(text) ? new Recoverable(err) : err);
      return;
    }
    for (const name of binding.lexical(text)) session.lexical.add(name);
    let result;
    try {
      result = run(this, session, text, compiled);
    } catch (err) {
      const { domain } = process;
      domain.emit('error', err);
      domain.exit();
      return;
    }
    if (compiled.awaits) settle(this, session, result, done);
    else done(null, result);
  };
}

module.exports = { Recoverable, evaluator };
