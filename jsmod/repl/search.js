'use strict';

// Ctrl+R and Ctrl+S look for lines of the history, backward and forward. What is
// found shows in the place of the line, which it becomes with the first key that
// belongs to no search; Ctrl+C and escape give the search up.

const { clearScreenDown, cursorTo, moveCursor } = require('readline');

const labels = { __proto__: null, r: 'bck-i-search: ', s: 'fwd-i-search: ' };

function searching(repl) {
  let state = null; // while one looks

  function begin(direction) {
    state = { direction, text: '', at: -1, found: null, seen: new Set(), shown: repl.line };
    showLabel(repl.line, repl.cursor);
  }

  // draw puts a line behind the prompt.
  function draw(line, cursor) {
    if (state.shown !== '') cursorTo(repl.output, repl._getDisplayPos(repl._prompt).cols);
    clearScreenDown(repl.output);
    repl.output.write(line);
    state.shown = line;
    showLabel(line, cursor);
  }

  function showLabel(line, cursor) {
    const label = `${state.failed ? 'failed-' : ''}${labels[state.direction]}${state.text}_`;
    repl.output.write(`\n${label}`);
    const here = repl._getDisplayPos(repl._prompt + line.slice(0, cursor));
    const end = repl._getDisplayPos(repl._prompt + line);
    moveCursor(repl.output, 0, here.rows - end.rows - 1 - repl._getDisplayPos(label).rows);
    cursorTo(repl.output, here.cols);
  }

  // find looks on from where it is. What was found for the same text is not found
  // again.
  function find() {
    const step = state.direction === 'r' ? 1 : -1;
    if (state.found !== null && state.text !== '' && further(state.found)) return;
    state.found = null;
    state.failed = false;
    if (state.text === '') {
      draw(repl.line, repl.cursor);
      return;
    }
    const { history } = repl;
    for (state.at += step; state.at >= 0 && state.at < history.length; state.at += step) {
      const line = history[state.at];
      const cursor = state.direction === 'r' ? line.lastIndexOf(state.text) : line.indexOf(state.text);
      if (cursor === -1 || state.seen.has(line)) continue;
      state.seen.add(line);
      state.found = { line, cursor };
      draw(line, cursor);
      return;
    }
    state.at = Math.min(Math.max(state.at, -1), history.length);
    state.failed = true;
    draw('', 0);
  }

  // further looks in the line that was found.
  function further({ line, cursor }) {
    const next = state.direction === 's' ? line.indexOf(state.text, cursor + 1) :
      cursor === 0 ? -1 : line.lastIndexOf(state.text, cursor - 1);
    if (next === -1) return false;
    state.found.cursor = next;
    draw(line, next);
    return true;
  }

  function change(text) {
    state.text = text;
    state.found = null;
    state.at = -1;
    state.seen.clear();
    find();
  }

  function turn(direction) {
    if (state.direction !== direction) state.seen.clear();
    state.direction = direction;
    find();
  }

  function leave(found) {
    if (found !== null) {
      repl.line = found.line;
      repl.cursor = found.cursor;
      repl.historyIndex = state.at;
    }
    cursorTo(repl.output, repl._getDisplayPos(repl._prompt).cols);
    clearScreenDown(repl.output);
    if (repl.line !== '') {
      repl.output.write(repl.line);
      cursorTo(repl.output, repl.getCursorPos().cols);
    }
    state = null;
  }

  // search takes the keys of a search and tells whether this was one.
  return function search(typed, key) {
    if (!repl.terminal || process.env.TERM === 'dumb') return false;
    const direction = key.ctrl && !key.shift && !key.meta && key.name in labels ? key.name : null;
    if (state === null) {
      if (direction !== null) begin(direction);
      return direction !== null;
    }
    if (direction !== null) {
      turn(direction);
    } else if (key.name === 'backspace' || key.ctrl && key.name === 'h') {
      change(state.text.slice(0, -1));
    } else if (key.name === 'escape' || key.ctrl && key.name === 'c') {
      leave(null);
    } else if (key.ctrl || key.meta || key.name === 'return' || key.name === 'enter' || !typed || typed[0] === '\x1b') {
      leave(state.found);
      return false;
    } else {
      change(state.text + typed);
    }
    return true;
  };
}

module.exports = { searching };
