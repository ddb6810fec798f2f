'use strict';

const { localeList, coerced, option, typed, matchers, resolve, only, receiver, finish, constructible } = require('./options.js');
const { NumberFormat } = require('./number_format.js');

const service = 'Intl.RelativeTimeFormat';
const states = new WeakMap();
const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

// The parts of a text: what a NumberFormat made has the unit with it.
function format(state, value, unit, method) {
  const name = String(unit).replace(/s$/, '');
  const number = Number(value);
  if (!units.includes(name) || (String(unit) !== name && String(unit) !== `${name}s`)) {
    throw new RangeError(`Invalid unit argument for ${method}() '${unit}'`);
  }
  if (!Number.isFinite(number)) throw new RangeError(`Value need to be finite number for ${method}()`);
  const row = (key) => binding.row('relative', state.locale, `${state.style} ${name}${key}`);
  const special = state.numeric === 'auto' && row(` ${number}`);
  if (special) return [{ type: 'literal', value: special }];
  const past = number < 0 || Object.is(number, -0);
  const digits = state.numbers.formatToParts(Math.abs(number));
  const one = digits.length === 1 && digits[0].value === '1';
  const [head, tail] = row('').split('|')[(past ? 0 : 2) + (one ? 0 : 1)].split('{0}');
  const out = digits.map((part) => ({ type: part.type, value: part.value, unit: name }));
  if (head) out.unshift({ type: 'literal', value: head });
  if (tail) out.push({ type: 'literal', value: tail });
  return out;
}

class RelativeTimeFormat {
  constructor() {
    const list = localeList(arguments[0]);
    const options = coerced(arguments[1]);
    option(options, 'localeMatcher', matchers, 'best fit', service);
    const numbering = typed(options, 'numberingSystem');
    const { tag, locale } = resolve(list, 'words', service);
    const extension = only('numberingSystem', numbering, 'nu', tag, 'latn');
    states.set(this, {
      locale, shown: locale + extension, style: option(options, 'style', ['long', 'short', 'narrow'], 'long', service),
      numeric: option(options, 'numeric', ['always', 'auto'], 'always', service), numbers: new NumberFormat(locale),
    });
  }

  resolvedOptions() {
    const { shown, style, numeric } = receiver(states, this, `${service}.prototype.resolvedOptions`);
    return { locale: shown, style, numeric, numberingSystem: 'latn' };
  }

  format(value, unit) {
    const method = `${service}.prototype.format`;
    return format(receiver(states, this, method), value, unit, method).map((part) => part.value).join('');
  }

  formatToParts(value, unit) {
    const method = `${service}.prototype.formatToParts`;
    return format(receiver(states, this, method), value, unit, method);
  }
}
finish(RelativeTimeFormat, 'RelativeTimeFormat', 'words');

exports.RelativeTimeFormat = constructible(RelativeTimeFormat, 'RelativeTimeFormat');
