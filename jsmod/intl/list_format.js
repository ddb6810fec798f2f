'use strict';

const { localeList, strict, option, matchers, resolve, receiver, finish, constructible } = require('./options.js');

const service = 'Intl.ListFormat';
const states = new WeakMap();

function texts(list) {
  const out = [];
  if (list === undefined) return out;
  for (const value of list) {
    if (typeof value !== 'string') throw new TypeError(`Iterable yielded ${String(value)} which is not a string`);
    out.push(value);
  }
  return out;
}

function format(state, list) {
  const [two, first, middle, last] = binding.row('lists', state.locale, `${state.type} ${state.style}`).split('|');
  const out = [];
  list.forEach((value, i) => {
    if (i > 0) {
      const between = list.length === 2 ? two : i === list.length - 1 ? last : i === 1 ? first : middle;
      out.push({ type: 'literal', value: between });
    }
    out.push({ type: 'element', value });
  });
  return out;
}

class ListFormat {
  constructor() {
    const list = localeList(arguments[0]);
    const options = strict(arguments[1]);
    option(options, 'localeMatcher', matchers, 'best fit', service);
    const { locale } = resolve(list, 'words', service);
    states.set(this, {
      locale, type: option(options, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction', service),
      style: option(options, 'style', ['long', 'short', 'narrow'], 'long', service),
    });
  }

  resolvedOptions() {
    const { locale, type, style } = receiver(states, this, `${service}.prototype.resolvedOptions`);
    return { locale, type, style };
  }

  format(list) {
    const state = receiver(states, this, `${service}.prototype.format`);
    return format(state, texts(list)).map((part) => part.value).join('');
  }

  formatToParts(list) {
    const state = receiver(states, this, `${service}.prototype.formatToParts`);
    return format(state, texts(list));
  }
}
finish(ListFormat, 'ListFormat', 'words');

exports.ListFormat = constructible(ListFormat, 'ListFormat');
