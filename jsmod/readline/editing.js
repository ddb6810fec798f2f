'use strict';

// The editing of a line: what is inserted, deleted, brought back and undone, and
// which key does it.

const { inspect, getStringWidth } = require('internal/util/inspect');
const { charLengthAt, charLengthLeft } = require('./keys.js');
const { clearScreenDown, cursorTo } = require('./control.js');

const killRingLength = 32;
const undoLength = 2048; // at least so many changes can be undone

// Each of these is called with the reader as this.
const plainKeys = {
  __proto__: null,
  backspace() { this._deleteLeft(); },
  delete() { this._deleteRight(); },
  left() { this._moveCursor(-charLengthLeft(this.line, this.cursor)); },
  right() { this._moveCursor(charLengthAt(this.line, this.cursor)); },
  home() { this._moveCursor(-Infinity); },
  end() { this._moveCursor(Infinity); },
  up() { this._historyPrev(); },
  down() { this._historyNext(); },
};

const metaKeys = {
  __proto__: null,
  b() { this._wordLeft(); },
  f() { this._wordRight(); },
  d() { this._deleteWordRight(); },
  delete() { this._deleteWordRight(); },
  backspace() { this._deleteWordLeft(); },
  y() { this._yankPop(); },
};

const controlKeys = {
  __proto__: null,
  c() { interrupt(this); },
  h() { this._deleteLeft(); },
  d() {
    if (this.cursor === 0 && this.line === '') leave(this, 'Aborted with Ctrl+D');
    else if (this.cursor < this.line.length) this._deleteRight();
  },
  u() { this._deleteLineLeft(); },
  k() { this._deleteLineRight(); },
  a: plainKeys.home,
  e: plainKeys.end,
  b: plainKeys.left,
  f: plainKeys.right,
  l() {
    cursorTo(this.output, 0, 0);
    clearScreenDown(this.output);
    this._refreshLine();
  },
  n: plainKeys.down,
  p: plainKeys.up,
  y() { this._yank(); },
  z() { suspend(this); },
  w() { this._deleteWordLeft(); },
  backspace: metaKeys.backspace,
  delete: metaKeys.delete,
  left: metaKeys.b,
  right: metaKeys.f,
};

const controlShiftKeys = {
  __proto__: null,
  backspace: controlKeys.u,
  delete: controlKeys.k,
};

function interrupt(self) {
  // Without a listener an interrupt is the end.
  if (self.listenerCount('SIGINT') > 0) self.emit('SIGINT');
  else leave(self, 'Aborted with Ctrl+C');
}

function leave(self, why) {
  self._rejectQuestion(why);
  self.close();
}

function suspend(self) {
  if (process.platform === 'win32') return;
  if (self.listenerCount('SIGTSTP') > 0) {
    self.emit('SIGTSTP');
    return;
  }
  process.once('SIGCONT', () => {
    // A reader that its script paused stays so.
    if (!self.paused) {
      self.pause();
      self.emit('SIGCONT');
    }
    self._setRawMode(true);
    self._refreshLine();
  });
  self._setRawMode(false);
  process.kill(process.pid, 'SIGTSTP');
}

// isTyped tells a key that may insert itself from those that act.
function isTyped(key) {
  return !key.ctrl && !key.meta && (key.name.length === 1 || key.name === 'space');
}

// lineEnd tells whether a return or an enter ends the line: an enter soon after a
// return is the same key.
function lineEnd(self, name) {
  if (name === 'return') {
    self._sawReturnAt = Date.now();
    self._line();
    return;
  }
  if (self._sawReturnAt === 0 || Date.now() - self._sawReturnAt > self.crlfDelay) self._line();
  self._sawReturnAt = 0;
}

function noteSearch(self, key) {
  const walks = (key.name === 'up' || key.name === 'down') && !key.ctrl && !key.meta && !key.shift;
  if (walks) {
    if (self._search === null) self._search = self.line.slice(0, self.cursor);
  } else if (self._search !== null) {
    self._search = null;
    if (self.history.length === self.historyIndex) self.historyIndex = -1;
  }
}

function reverse(text) {
  return Array.from(text).reverse().join('');
}

// leftWord is how long the word is that ends before the cursor, with the space
// between.
function leftWord(self) {
  return /^\s*(?:[^\w\s]+|\w+)?/.exec(reverse(self.line.slice(0, self.cursor)))[0].length;
}

function commonPrefix(strings) {
  if (strings.length === 0) return '';
  const sorted = strings.slice().sort();
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  let i = 0;
  while (i < first.length && first[i] === last[i]) i++;
  return first.slice(0, i);
}

function table(completions, columns) {
  const widths = completions.map((e) => getStringWidth(e));
  const width = Math.max(...widths) + 2;
  let across = Math.floor(columns / width) || 1;
  if (across === Infinity) across = 1;
  let text = '\r\n';
  let column = 0;
  let gap = 0;
  completions.forEach((completion, i) => {
    if (completion === '' || column === across) {
      text += '\r\n';
      column = 0;
      gap = 0;
    } else {
      text += ' '.repeat(gap);
    }
    if (completion === '') {
      text += '\r\n';
      return;
    }
    text += completion;
    gap = width - widths[i];
    column++;
  });
  return column === 0 ? text : `${text}\r\n\r\n`;
}

module.exports = {
  // _remember keeps the line as it is for undo, or what tells how it was.
  _remember(entry = { text: this.line, cursor: this.cursor }) {
    this._undoStack.push(entry);
    if (this._undoStack.length > 2 * undoLength) this._undoStack.splice(0, undoLength);
  },

  _restore(from, to) {
    if (from.length === 0) return;
    to.push({ text: this.line, cursor: this.cursor });
    const entry = from.pop();
    const { line } = this;
    this.line = entry.text === undefined ? line.slice(0, entry.at) + line.slice(entry.end) : entry.text;
    this.cursor = entry.cursor;
    this._refreshLine();
  },

  // _cut takes from start to end out of the line and leaves the cursor at start.
  _cut(start, end, keep) {
    this._remember();
    const gone = this.line.slice(start, end);
    this.line = this.line.slice(0, start) + this.line.slice(end);
    this.cursor = start;
    if (keep) this._pushToKillRing(gone);
    this._refreshLine();
  },

  _insertString(text) {
    if (!this.isCompletionEnabled) {
      this._paste(text);
      return;
    }
    this._draw();
    this._remember();
    if (this.cursor < this.line.length) {
      this.line = this.line.slice(0, this.cursor) + text + this.line.slice(this.cursor);
      this.cursor += text.length;
      this._refreshLine();
      return;
    }
    const before = this.getCursorPos();
    this.line += text;
    this.cursor += text.length;
    if (before.rows < this.getCursorPos().rows) this._refreshLine();
    else this._writeToOutput(text);
  },

  // _paste inserts text that more follows. At the end of the line it shows at once,
  // elsewhere when all of it is there.
  _paste(text) {
    const { cursor } = this;
    this._remember({ at: cursor, end: cursor + text.length, cursor });
    if (cursor < this._typed.length) this._stale = true;
    this._typed.insert(cursor, text);
    this.cursor += text.length;
    if (!this._stale) this._writeToOutput(text);
  },

  _draw() {
    if (this._stale) this._refreshLine();
  },

  _wordLeft() {
    if (this.cursor > 0) this._moveCursor(-leftWord(this));
  },

  _wordRight() {
    if (this.cursor >= this.line.length) return;
    this._moveCursor(/^(?:\s+|[^\w\s]+|\w+)\s*/.exec(this.line.slice(this.cursor))[0].length);
  },

  _deleteLeft() {
    if (this.cursor > 0) this._cut(this.cursor - charLengthLeft(this.line, this.cursor), this.cursor, false);
  },

  _deleteRight() {
    if (this.cursor >= this.line.length) return;
    this._cut(this.cursor, this.cursor + charLengthAt(this.line, this.cursor), false);
  },

  _deleteWordLeft() {
    if (this.cursor > 0) this._cut(this.cursor - leftWord(this), this.cursor, false);
  },

  _deleteWordRight() {
    if (this.cursor >= this.line.length) return;
    const word = /^(?:\s+|\W+|\w+)\s*/.exec(this.line.slice(this.cursor))[0];
    this._cut(this.cursor, this.cursor + word.length, false);
  },

  _deleteLineLeft() {
    this._cut(0, this.cursor, true);
  },

  _deleteLineRight() {
    this._cut(this.cursor, this.line.length, true);
  },

  _pushToKillRing(text) {
    if (!text || text === this._killRing[0]) return;
    this._killRing.unshift(text);
    this._killAt = 0;
    while (this._killRing.length > killRingLength) this._killRing.pop();
  },

  _yank() {
    if (this._killRing.length === 0) return;
    this._yanking = true;
    this._insertString(this._killRing[this._killAt]);
  },

  // _yankPop puts the next older text in the place of what was just brought back.
  _yankPop() {
    if (!this._yanking || this._killRing.length < 2) return;
    const last = this._killRing[this._killAt];
    this._killAt = (this._killAt + 1) % this._killRing.length;
    const head = this.line.slice(0, this.cursor - last.length) + this._killRing[this._killAt];
    this.line = head + this.line.slice(this.cursor);
    this.cursor = head.length;
    this._refreshLine();
  },

  _line() {
    const line = this._addHistory();
    this._undoStack = [];
    this._redoStack = [];
    this.clearLine();
    this._onLine(line);
  },

  // _complete takes what a completer gave: strings and what they complete.
  _complete(again, result) {
    const { 0: completions, 1: completed } = result;
    if (!completions || completions.length === 0) return;
    const prefix = commonPrefix(completions.filter((e) => e !== ''));
    if (prefix.startsWith(completed) && prefix.length > completed.length) {
      this._insertString(prefix.slice(completed.length));
      return;
    }
    if (!completed.startsWith(prefix)) {
      const start = this.cursor - completed.length;
      this.line = this.line.slice(0, start) + prefix + this.line.slice(this.cursor);
      this.cursor = start + prefix.length;
      this._refreshLine();
      return;
    }
    if (!again) return;
    this._remember();
    this._writeToOutput(table(completions, this.columns));
    this._refreshLine();
  },

  _completionFailed(err) {
    this._writeToOutput(`Tab completion error: ${inspect(err)}`);
  },

  _ttyWrite(typed, given) {
    const key = given || {};
    if (typeof key.name === 'string' && !isTyped(key)) this._draw();
    const previous = this._previousKey;
    this._previousKey = key;
    if (!key.meta || key.name !== 'y') this._yanking = false;
    noteSearch(this, key);
    if (typeof key.sequence === 'string') {
      if (key.sequence[0] === '\x1f') return this._restore(this._undoStack, this._redoStack);
      if (key.sequence[0] === '\x1e') return this._restore(this._redoStack, this._undoStack);
    }
    if (key.name === 'escape') return;
    const keys = key.ctrl ? (key.shift ? controlShiftKeys : controlKeys) : key.meta ? metaKeys : plainKeys;
    if (key.ctrl || key.meta) {
      if (keys[key.name]) Reflect.apply(keys[key.name], this, []);
      return;
    }
    if (this._sawReturnAt && key.name !== 'enter') this._sawReturnAt = 0;
    if (key.name === 'return' || key.name === 'enter') {
      lineEnd(this, key.name);
    } else if (keys[key.name]) {
      Reflect.apply(keys[key.name], this, []);
    } else if (key.name === 'tab' && typeof this.completer === 'function' && this.isCompletionEnabled) {
      this._tabComplete(previous && previous.name === 'tab');
    } else if (typeof typed === 'string' && typed) {
      this._type(typed);
    }
  },

  // _type inserts text; each end of a line within it ends the line.
  _type(text) {
    const lines = text.split(/\r\n|[\n\r]/);
    const last = lines.pop();
    for (const line of lines) {
      this._insertString(line);
      this._line();
    }
    this._insertString(last);
  },

  // A terminal that cannot move its cursor only takes text.
  _dumbWrite(typed, given) {
    const key = given || {};
    if (key.name === 'escape') return;
    if (this._sawReturnAt && key.name !== 'enter') this._sawReturnAt = 0;
    if (key.ctrl && key.name === 'c') {
      interrupt(this);
    } else if (key.ctrl && key.name === 'd') {
      leave(this, 'Aborted with Ctrl+D');
    } else if (key.name === 'return' || key.name === 'enter') {
      lineEnd(this, key.name);
    } else if (typeof typed === 'string' && typed) {
      this.line += typed;
      this.cursor += typed.length;
      this._writeToOutput(typed);
    }
  },
};
