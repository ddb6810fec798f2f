'use strict';

// The reporter spec: a tree for people, and at its end what failed.

const path = require('path');
const { Transform } = require('stream');
const { kinds } = require('./failures.js');
const { colorOf, describe, indent, palette, symbols } = require('./text.js');

class SpecReporter extends Transform {
  #colors = palette();
  #cwd = process.cwd();
  #failed = [];
  #open = []; // started, innermost first, and not written yet
  #written = []; // parents that were, innermost first

  constructor() {
    super({ writableObjectMode: true });
  }

  _transform({ type, data }, encoding, callback) {
    callback(null, this.#write(type, data));
  }

  _flush(callback) {
    callback(null, this.#failures());
  }

  #write(type, data) {
    switch (type) {
      case 'test:fail':
        if (!data.details || !data.details.error || data.details.error.failureType !== kinds.subtests) {
          this.#failed.push(data);
        }
        return this.#result(type, data);
      case 'test:pass':
        return this.#result(type, data);
      case 'test:start':
        this.#open.unshift(data);
        return undefined;
      case 'test:stderr':
      case 'test:stdout':
        return data.message;
      case 'test:diagnostic':
        return `${colorOf(type, this.#colors)}${indent(data.nesting)}${symbols[type]}${data.message}${this.#colors.white}\n`;
      default:
        return undefined;
    }
  }

  #result(type, data) {
    this.#open.shift(); // its own start
    let prefix = '';
    while (this.#open.length > 0) {
      const parent = this.#open.pop();
      this.#written.unshift(parent);
      prefix += `${indent(parent.nesting)}${symbols.arrow}${parent.name}\n`;
    }
    const [last] = this.#written;
    const hasChildren = last !== undefined && last.nesting === data.nesting && last.name === data.name;
    if (hasChildren) this.#written.shift();
    return `${describe(type, data, this.#colors, { prefix, margin: indent(data.nesting), hasChildren })}\n`;
  }

  #failures() {
    if (this.#failed.length === 0) return '';
    const colors = this.#colors;
    const lines = [`\n${colors.red}${symbols['test:fail']}failing tests:${colors.white}\n`];
    for (const data of this.#failed) {
      if (data.file) lines.push(`test at ${path.relative(this.#cwd, data.file)}:${data.line}:${data.column}`);
      lines.push(describe('test:fail', data, colors));
    }
    return lines.join('\n');
  }
}

module.exports = { SpecReporter };
