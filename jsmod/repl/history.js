'use strict';

// History that outlives a session, in a file with the newest line first.

const fs = require('fs');
const os = require('os');
const path = require('path');

const delay = 15; // milliseconds after a line until it is written

const disabled = '\nPersistent history support disabled. Set the NODE_REPL_HISTORY environment\n' +
  'variable to a valid, user-writable path to enable.\n';

// sayWhenAsked tells the user who looks for older lines why there are none.
function sayWhenAsked(repl) {
  const plain = repl._historyPrev;
  Object.defineProperty(repl, '_historyPrev', {
    value() {
      if (repl.history.length === 0) {
        repl._writeToOutput(disabled);
        repl._refreshLine();
      }
      repl._historyPrev = plain;
      return Reflect.apply(plain, repl, []);
    },
    writable: true,
    configurable: true,
  });
}

function apologize(repl, what) {
  repl._writeToOutput(`\nError: ${what}\nREPL session history will not be persisted.\n`);
  repl._refreshLine();
}

function setupHistory(repl, given, ready) {
  let file = typeof given === 'string' ? given.trim() : given;
  if (file === '') {
    sayWhenAsked(repl);
    ready(null, repl);
    return;
  }
  if (!file) {
    try {
      file = path.join(os.homedir(), '.node_repl_history');
    } catch {
      apologize(repl, 'Could not get the home directory.');
      ready(null, repl);
      return;
    }
  }
  repl.pause();
  open(repl, file, ready);
}

function open(repl, file, ready) {
  fs.open(file, 'a+', 0o0600, (err, opened) => {
    if (err) {
      apologize(repl, 'Could not open history file.');
      repl.resume();
      ready(null, repl);
      return;
    }
    fs.close(opened, (failed) => {
      if (failed) ready(failed);
      else read(repl, file, ready);
    });
  });
}

function read(repl, file, ready) {
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) {
      ready(err);
      return;
    }
    repl.history = text ? text.split(/[\n\r]+/, repl.historySize) : [];
    fs.open(file, 'r+', (failed, handle) => {
      if (failed) {
        ready(failed);
        return;
      }
      keep(repl, handle);
      if (repl.paused) repl.resume();
      ready(null, repl);
    });
  });
}

// keep writes the history a moment after each line.
function keep(repl, handle) {
  let timer = null;
  let writing = false;
  let again = false;
  repl._historyHandle = handle;

  function flush() {
    timer = null;
    if (writing) {
      again = true;
      return;
    }
    writing = true;
    const text = Buffer.from(repl.history.join(os.EOL));
    fs.write(handle, text, 0, text.length, 0, () => fs.ftruncate(handle, text.length, written));
  }

  function written() {
    writing = false;
    if (again) {
      again = false;
      flush();
      return;
    }
    repl._flushing = timer !== null;
    if (!repl._flushing) repl.emit('flushHistory');
  }

  function onLine() {
    repl._flushing = true;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(flush, delay);
  }

  function onExit() {
    if (repl._flushing) {
      repl.once('flushHistory', onExit);
      return;
    }
    repl.off('line', onLine);
    fs.close(handle, () => {});
  }

  // Lines that are more than the history may have are left out at once.
  onLine();
  repl.on('line', onLine);
  repl.once('exit', onExit);
}

module.exports = { setupHistory };
