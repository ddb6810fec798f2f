'use strict';

// Where the cursor of a terminal is, and how the line is drawn again. Rows are
// counted from the first row of the prompt.

const { clearScreenDown, cursorTo, moveCursor } = require('./control.js');
const { getStringWidth, stripVTControlCharacters } = require('internal/util/inspect');

module.exports = {
  _getDisplayPos(text) {
    const columns = this.columns;
    let offset = 0;
    let rows = 0;
    const visible = /[\x1b\x9b]/.test(text) ? stripVTControlCharacters(text) : text;
    for (const ch of visible.match(/[ -~]+|[^]/gu) || []) {
      if (ch >= ' ' && ch < '\x7f') {
        offset += ch.length;
        continue;
      }
      if (ch === '\n') {
        rows += Math.ceil(offset / columns) || 1;
        offset = 0;
        continue;
      }
      if (ch === '\t') {
        offset += this.tabSize - (offset % this.tabSize);
        continue;
      }
      const width = getStringWidth(ch, false);
      // A wide character does not stand across the edge.
      if (width > 1 && (offset + 1) % columns === 0) offset++;
      offset += width;
    }
    const cols = offset % columns;
    return { cols, rows: rows + (offset - cols) / columns };
  },

  getCursorPos() {
    return this._getDisplayPos(this._prompt + this.line.slice(0, this.cursor));
  },

  _getCursorPos() {
    return this.getCursorPos();
  },

  _refreshLine() {
    this._stale = false;
    const text = this._prompt + this.line;
    const end = this._getDisplayPos(text);
    const at = this.getCursorPos();
    if (this.prevRows > 0) moveCursor(this.output, 0, -this.prevRows);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this._writeToOutput(text);
    // The terminal goes to the next row only with the next character.
    if (end.cols === 0) this._writeToOutput(' ');
    cursorTo(this.output, at.cols);
    if (end.rows > at.rows) moveCursor(this.output, 0, at.rows - end.rows);
    this.prevRows = at.rows;
  },

  _moveCursor(dx) {
    if (dx === 0) return;
    const before = this.getCursorPos();
    this.cursor = Math.min(Math.max(this.cursor + dx, 0), this.line.length);
    const after = this.getCursorPos();
    if (before.rows === after.rows) moveCursor(this.output, after.cols - before.cols, 0);
    else this._refreshLine();
  },

  clearLine() {
    this._moveCursor(Infinity);
    this._writeToOutput('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  },
};
