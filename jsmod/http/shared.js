'use strict';

// What the parts of http, and https, share and do not show.

const { sectionLog } = require('internal/util/debuglog');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

// Messages that are being shown, which may be parts of each other.
const shownNow = [];

// showFields has util.inspect show what a message keeps in Go beside its own
// properties. names are the fields of a class and those it derives from.
function showFields(Class, names) {
  Object.defineProperty(Class.prototype, kInspect, {
    configurable: true,
    writable: true,
    value(depth, options, inspect) {
      if (shownNow.includes(this)) return options.stylize('[Circular]', 'special');
      if (depth < 0) return options.stylize(`[${this.constructor?.name || Class.name}]`, 'special');
      const shown = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
      for (const name of names) {
        if (Object.hasOwn(shown, name)) continue;
        Object.defineProperty(shown, name, { configurable: true, enumerable: true, writable: true, value: this[name] });
      }
      Object.defineProperty(shown, kInspect, { value: undefined });
      shownNow.push(this);
      try {
        return inspect(shown, options);
      } finally {
        shownNow.pop();
      }
    },
  });
}

module.exports = {
  debug: sectionLog('http'),
  debugTLS: sectionLog('https'),
  kNeedDrain: binding.symbols.kNeedDrain,
  kOutHeaders: binding.symbols.kOutHeaders,
  showFields,
  // linkValue(link) is the field for the link of early hints, checked.
  linkValue: (link) => require('./early_hints.js').linkValue(link),
};
