'use strict';

const { localeList, coerced, option, matchers, resolve, receiver, finish, constructible } = require('./options.js');
const { digitOptions } = require('./number_format.js');

const service = 'Intl.PluralRules';
const states = new WeakMap();

class PluralRules {
  constructor() {
    const list = localeList(arguments[0]);
    const options = coerced(arguments[1]);
    option(options, 'localeMatcher', matchers, 'best fit', service);
    const { locale } = resolve(list, 'plural', service);
    const state = { locale, type: option(options, 'type', ['cardinal', 'ordinal'], 'cardinal', service) };
    digitOptions(state, options, 0, 3, false);
    state.select = binding.plural({ style: 'decimal', notation: 'standard', signDisplay: 'auto', useGrouping: 'auto', ...state });
    states.set(this, state);
  }

  resolvedOptions() {
    const state = receiver(states, this, `${service}.prototype.resolvedOptions`);
    const out = {};
    for (const name of ['locale', 'type', 'minimumIntegerDigits', 'minimumFractionDigits', 'maximumFractionDigits',
                        'minimumSignificantDigits', 'maximumSignificantDigits']) {
      if (state[name] !== undefined) out[name] = state[name];
    }
    out.pluralCategories = binding.categories(state.locale, state.type === 'ordinal');
    return out;
  }

  select(value) {
    return receiver(states, this, `${service}.prototype.select`).select(String(+value));
  }

  selectRange(start, end) {
    const state = receiver(states, this, `${service}.prototype.selectRange`);
    if (!/^en\b/.test(state.locale)) {
      throw new RangeError(`selectRange is not supported in locale ${state.locale}; supported is en`);
    }
    for (const [name, value] of [['startRange', start], ['endRange', end]]) {
      if (value === undefined) throw new TypeError(`Invalid ${name} : undefined`);
    }
    for (const [name, value] of [['startRange', Number(start)], ['endRange', Number(end)]]) {
      if (value !== value) throw new RangeError(`Invalid ${name} : NaN`);
    }
    // In English it is always this: 0–1 hours, 1–2 hours.
    return 'other';
  }
}
finish(PluralRules, 'PluralRules', 'plural');

exports.PluralRules = constructible(PluralRules, 'PluralRules');
