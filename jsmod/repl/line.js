'use strict';

// What a session does with a line.

const { isStaticImport } = require('./imports.js');
const { Recoverable } = require('./evaluate.js');

const npm = 'npm should be run outside of the Node.js REPL, in your normal shell.\n(Press Ctrl+D to exit.)\n';

function onLine(repl, session, given) {
  const line = given || '';
  session.sawSigint = false;
  if (repl.editorMode) {
    session.buffered += `${line}\n`;
    repl.lines.push(line);
    return;
  }
  const command = commandOf(line);
  if (command !== null) {
    const known = repl.commands[command.name];
    if (known) {
      Reflect.apply(known.action, repl, [command.rest]);
      return;
    }
    if (session.buffered === '') {
      repl.output.write('Invalid REPL keyword\n');
      repl.lines.push(line);
      repl.displayPrompt();
      return;
    }
  }
  const text = `${session.buffered}${line}\n`;
  session.text = isStaticImport(line) ? line : text;
  repl.eval(text, repl.context, session.nextName(), (...args) => finish(repl, session, line, args));
}

// commandOf reads a line that begins with a dot, and neither a number nor more dots.
function commandOf(line) {
  const text = line.trim();
  if (text[0] !== '.' || text[1] === '.' || !Number.isNaN(Number.parseFloat(text))) return null;
  const match = /^\.(\S+)\s*(.*)$/.exec(text);
  return match === null ? { name: undefined, rest: undefined } : { name: match[1], rest: match[2] };
}

// finish is called back with an error, or with null and a value. Without a second
// argument there is nothing to show.
function finish(repl, session, line, args) {
  const [err, value] = args;
  repl.lines.push(line);
  const goesOn = err instanceof Recoverable;
  if (err && session.buffered === '' && line.trim().startsWith('npm ') && !goesOn) {
    repl.output.write(npm);
    repl.displayPrompt();
    return;
  }
  if (goesOn && !session.sawEnd) {
    session.buffered += `${line}\n`;
    repl.displayPrompt();
    return;
  }
  if (err) repl._domain.emit('error', err.err || err);
  repl.clearBufferedCommand();
  session.sawEnd = false;
  if (err) return;
  if (args.length === 2 && (!repl.ignoreUndefined || value !== undefined)) {
    if (!repl.underscoreAssigned) repl.last = value;
    repl.output.write(`${repl.writer(value)}\n`);
  }
  repl.displayPrompt();
}

module.exports = { onLine };
