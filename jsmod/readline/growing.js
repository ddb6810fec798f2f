'use strict';

// A text that grows by small pieces: the engine copies a string at each
// concatenation, so that a long line typed into one would take the square of its
// length. The pieces are joined when somebody looks.

class Growing {
  #text = '';
  #pieces = [];

  length = 0;

  append(piece) {
    this.length += piece.length;
    this.#pieces.push(piece);
  }

  get() {
    if (this.#pieces.length > 0) {
      this.#text += this.#pieces.join('');
      this.#pieces = [];
    }
    return this.#text;
  }

  set(text) {
    this.#text = text;
    this.#pieces = [];
    this.length = String(text).length;
  }
}

// growing makes a property of owner and returns the text behind it.
function growing(owner, name, enumerable) {
  const text = new Growing();
  Object.defineProperty(owner, name, {
    get() { return text.get(); }, set(value) { text.set(value); }, enumerable, configurable: true,
  });
  return text;
}

module.exports = { growing };
