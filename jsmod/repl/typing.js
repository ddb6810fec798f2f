'use strict';

// Keys of a terminal: those that come while an await is waited for come later, and
// the editor has a few of its own.

const { closeEditor } = require('./commands.js');
const { searching } = require('./search.js');

function typing(repl, session) {
  const plain = repl._ttyWrite;
  const write = (typed, key) => Reflect.apply(plain, repl, [typed, key]);
  const search = searching(repl);

  function take(typed, given) {
    const key = given || {};
    if (session.paused && !(repl.breakEvalOnSigint && key.ctrl && key.name === 'c')) {
      const enabled = repl.isCompletionEnabled;
      session.waiting.push(() => {
        const now = repl.isCompletionEnabled;
        repl.isCompletionEnabled = enabled;
        take(typed, given);
        repl.isCompletionEnabled = now;
      });
      return;
    }
    if (repl.editorMode && repl.terminal) {
      edit(repl, session, write, typed, key);
      return;
    }
    if (key.ctrl && key.name === 'd' && repl.cursor === 0 && repl.line.length === 0) repl.clearLine();
    if (!search(typed, key)) write(typed, key);
  }

  Object.defineProperty(repl, '_ttyWrite', { value: take, writable: true, configurable: true });
}

function edit(repl, session, write, typed, key) {
  if (key.ctrl && !key.shift) {
    if (key.name === 'd') {
      closeEditor(repl);
      session.sawEnd = true;
      write(typed, { name: 'return' });
    } else if (key.name !== 'n' && key.name !== 'p') {
      write(typed, key);
    }
    return;
  }
  if (key.name === 'up' || key.name === 'down') return;
  if (key.name === 'tab') repl._previousKey = null;
  write(typed, key);
}

module.exports = { typing };
