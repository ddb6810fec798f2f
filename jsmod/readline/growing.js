'use strict';

// A text that grows by small pieces at one place: the engine copies a string at
// each concatenation, so that a long line typed into one would take the square of
// its length. The pieces are joined when somebody looks.

class Growing {
  #head = '';
  #pieces = [];
  #tail = '';
  #at = 0; // where the tail begins
  #whole = '';

  get length() {
    return this.#at + this.#tail.length;
  }

  insert(at, piece) {
    if (at !== this.#at) {
      const whole = this.get();
      this.#head = whole.slice(0, at);
      this.#tail = whole.slice(at);
      this.#at = at;
    }
    this.#pieces.push(piece);
    this.#at += piece.length;
    this.#whole = null;
  }

  append(piece) {
    this.insert(this.length, piece);
  }

  get() {
    if (this.#whole === null) {
      this.#head += this.#pieces.join('');
      this.#pieces = [];
      this.#whole = this.#head + this.#tail;
    }
    return this.#whole;
  }

  // set takes what a script may give for a line, which is not always a string.
  set(value) {
    this.#head = String(value);
    this.#pieces = [];
    this.#tail = '';
    this.#at = this.#head.length;
    this.#whole = value;
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
