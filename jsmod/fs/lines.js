'use strict';

// FileHandle.readLines: the lines of a stream, as 'line' events or one by one.

const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');

class Lines extends EventEmitter {
  constructor(input) {
    super();
    this.input = input;
    this.line = '';
    this.closed = false;
    const decoder = new StringDecoder('utf8');
    input.on('data', (chunk) => this.take(typeof chunk === 'string' ? chunk : decoder.write(chunk)));
    input.on('end', () => {
      this.take(decoder.end());
      if (this.line !== '') this.emit('line', this.line.replace(/\r$/, ''));
      this.line = '';
      this.close();
    });
    input.on('error', (err) => this.emit('error', err));
  }

  // A carriage return at the end of a chunk may be half of a line's end: it
  // waits with the rest.
  take(text) {
    this.line += text;
    const whole = this.line.endsWith('\r') ? this.line.slice(0, -1) : this.line;
    const lines = whole.split(/\r\n|\n|\r/);
    this.line = lines.pop() + this.line.slice(whole.length);
    for (let i = 0; i < lines.length; i++) this.emit('line', lines[i]);
  }

  pause() {
    this.input.pause();
    return this;
  }

  resume() {
    this.input.resume();
    return this;
  }

  close() {
    if (this.closed) return;
    this.closed = true;
    this.input.pause();
    this.input.destroy();
    this.emit('close');
  }

  [Symbol.asyncIterator]() {
    return EventEmitter.on(this, 'line', { close: ['close'] });
  }
}

// oneByOne gives lines where EventEmitter.on gives arrays of arguments.
function readLines(input) {
  const lines = new Lines(input);
  const events = lines[Symbol.asyncIterator]();
  lines[Symbol.asyncIterator] = () => ({
    async next() {
      const { value, done } = await events.next();
      return { value: done ? undefined : value[0], done };
    },
    async return() {
      lines.close();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  });
  return lines;
}

module.exports = { readLines };
