'use strict';

// Lines that were entered, the newest first, and the walk through them: only those
// that begin with what stood before the cursor when the walk began.

module.exports = {
  _addHistory() {
    const { line, history } = this;
    if (line === '') return '';
    if (this.historySize === 0 || line.trim() === '') return line;
    if (history.length === 0 || history[0] !== line) {
      if (this.removeHistoryDuplicates) {
        const index = history.indexOf(line);
        if (index !== -1) history.splice(index, 1);
      }
      history.unshift(line);
      if (history.length > this.historySize) history.pop();
    }
    this.historyIndex = -1;
    // A listener may change the list, and so what the line is.
    const [entered] = history;
    this.emit('history', history);
    return entered;
  },

  _historyNext() {
    if (this.historyIndex < 0) return;
    const search = this._search || '';
    let index = this.historyIndex - 1;
    while (index >= 0 && !this._isNews(index, search)) index--;
    this._showHistory(index, index === -1 ? search : this.history[index]);
  },

  _historyPrev() {
    if (this.historyIndex >= this.history.length || this.history.length === 0) return;
    const search = this._search || '';
    let index = this.historyIndex + 1;
    while (index < this.history.length && !this._isNews(index, search)) index++;
    this._showHistory(index, index === this.history.length ? search : this.history[index]);
  },

  _isNews(index, search) {
    return this.history[index].startsWith(search) && this.history[index] !== this.line;
  },

  _showHistory(index, line) {
    this._remember();
    this.line = line;
    this.historyIndex = index;
    this.cursor = line.length;
    this._refreshLine();
  },
};
