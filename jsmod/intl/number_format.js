'use strict';

const { localeList, coerced, option, count, typed, matchers, resolve, only, receiver, finish, callable, bound, parts,
        rangeParts } = require('./options.js');

const service = 'Intl.NumberFormat';
const states = new WeakMap();

const units = ['acre', 'bit', 'byte', 'celsius', 'centimeter', 'day', 'degree', 'fahrenheit', 'fluid-ounce', 'foot',
               'gallon', 'gigabit', 'gigabyte', 'gram', 'hectare', 'hour', 'inch', 'kilobit', 'kilobyte', 'kilogram',
               'kilometer', 'liter', 'megabit', 'megabyte', 'meter', 'microsecond', 'mile', 'mile-scandinavian',
               'milliliter', 'millimeter', 'millisecond', 'minute', 'month', 'nanosecond', 'ounce', 'percent', 'petabyte',
               'pound', 'second', 'stone', 'terabit', 'terabyte', 'week', 'yard', 'year'];
const increments = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];
const modes = ['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven'];

function knownUnit(unit) {
  return unit.split('-per-').length <= 2 && unit.split('-per-').every((part) => units.includes(part));
}

function unitOptions(state, options) {
  state.style = option(options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal', service);
  const currency = option(options, 'currency');
  if (currency !== undefined && !/^[a-z]{3}$/i.test(currency)) throw new RangeError(`Invalid currency code : ${currency}`);
  if (currency === undefined && state.style === 'currency') throw new TypeError('Currency code is required with currency style.');
  const display = option(options, 'currencyDisplay', ['code', 'symbol', 'name', 'narrowSymbol'], 'symbol', service);
  const sign = option(options, 'currencySign', ['standard', 'accounting'], 'standard', service);
  const unit = option(options, 'unit');
  if (unit !== undefined && !knownUnit(unit)) throw new RangeError(`Invalid unit argument for ${service}() '${unit}'`);
  if (unit === undefined && state.style === 'unit') throw new TypeError(`Invalid unit argument for ${service}() ''`);
  const unitDisplay = option(options, 'unitDisplay', ['short', 'narrow', 'long'], 'short', service);
  if (state.style === 'currency') {
    Object.assign(state, { currency: currency.toUpperCase(), currencyDisplay: display, currencySign: sign });
  } else if (state.style === 'unit') {
    Object.assign(state, { unit, unitDisplay });
  }
}

// ECMA-402, 15.1.3.
function digitOptions(state, options, least, most, compact) {
  state.minimumIntegerDigits = count(options.minimumIntegerDigits, 'minimumIntegerDigits', 1, 21, 1);
  let minFraction = options.minimumFractionDigits;
  let maxFraction = options.maximumFractionDigits;
  let minSignificant = options.minimumSignificantDigits;
  let maxSignificant = options.maximumSignificantDigits;
  const priority = option(options, 'roundingPriority', ['auto', 'morePrecision', 'lessPrecision'], 'auto', service);
  const increment = count(options.roundingIncrement, 'roundingIncrement', 1, 5000, 1);
  if (!increments.includes(increment)) throw new RangeError('roundingIncrement value is out of range.');
  const mode = option(options, 'roundingMode', modes, 'halfExpand', service);
  const zeros = option(options, 'trailingZeroDisplay', ['auto', 'stripIfInteger'], 'auto', service);
  if (increment !== 1) most = least;
  const significant = minSignificant !== undefined || maxSignificant !== undefined;
  const fraction = minFraction !== undefined || maxFraction !== undefined;
  const needSignificant = priority !== 'auto' || significant;
  const needFraction = priority !== 'auto' || !(needSignificant || (!fraction && compact));
  if (needSignificant) {
    minSignificant = count(significant ? minSignificant : undefined, 'minimumSignificantDigits', 1, 21, 1);
    maxSignificant = count(significant ? maxSignificant : undefined, 'maximumSignificantDigits', minSignificant, 21, 21);
  }
  if (needFraction) {
    minFraction = count(minFraction, 'minimumFractionDigits', 0, 20, undefined);
    maxFraction = count(maxFraction, 'maximumFractionDigits', 0, 20, undefined);
    if (minFraction === undefined) minFraction = maxFraction === undefined ? least : Math.min(least, maxFraction);
    if (maxFraction === undefined) maxFraction = Math.max(most, minFraction);
    if (minFraction > maxFraction) throw new RangeError('maximumFractionDigits value is out of range.');
  }
  state.roundingPriority = priority;
  if (!needSignificant && !needFraction) {
    [minFraction, maxFraction, minSignificant, maxSignificant] = [0, 0, 1, 2];
    state.roundingPriority = 'morePrecision';
  }
  if (needSignificant || !needFraction) {
    Object.assign(state, { minimumSignificantDigits: minSignificant, maximumSignificantDigits: maxSignificant });
  }
  if (needFraction || !needSignificant) {
    Object.assign(state, { minimumFractionDigits: minFraction, maximumFractionDigits: maxFraction });
  }
  if (increment !== 1) {
    if (needSignificant || !needFraction) throw new TypeError('RoundingType is not fractionDigits');
    if (minFraction !== maxFraction) throw new RangeError('maximumFractionDigits not equal to minimumFractionDigits');
  }
  Object.assign(state, { roundingIncrement: increment, roundingMode: mode, trailingZeroDisplay: zeros });
}

function grouping(options, compact) {
  const value = options.useGrouping;
  const fallback = compact ? 'min2' : 'auto';
  if (value === undefined) return fallback;
  if (value === true) return 'always';
  if (value === false || value === null || value === 0 || value === '' || value !== value) return 'false';
  const text = String(value);
  if (text === 'true' || text === 'false') return fallback;
  if (!['min2', 'auto', 'always'].includes(text)) {
    throw new RangeError(`Value ${text} out of range for ${service} options property useGrouping`);
  }
  return text;
}

function initialize(locales, options) {
  const list = localeList(locales);
  options = coerced(options);
  option(options, 'localeMatcher', matchers, 'best fit', service);
  const numbering = typed(options, 'numberingSystem');
  const { tag, locale } = resolve(list, 'numbers', service);
  const state = { locale, numberingSystem: binding.numbering(tag) };
  state.locale += only('numberingSystem', numbering, 'nu', tag, state.numberingSystem);
  unitOptions(state, options);
  state.notation = option(options, 'notation', ['standard', 'scientific', 'engineering', 'compact'], 'standard', service);
  const money = state.style === 'currency' ? binding.digits(state.currency) : undefined;
  const most = state.style === 'percent' ? 0 : 3;
  digitOptions(state, options, money === undefined ? 0 : money, money === undefined ? most : money, state.notation === 'compact');
  const display = option(options, 'compactDisplay', ['short', 'long'], 'short', service);
  if (state.notation === 'compact') state.compactDisplay = display;
  state.useGrouping = grouping(options, state.notation === 'compact');
  state.signDisplay = option(options, 'signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative'], 'auto', service);
  state.native = binding.number(state);
  return state;
}

// A number as text, with all the digits of a text or a BigInt.
function numeric(value) {
  if (typeof value === 'object' || typeof value === 'function') value = primitive(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,4})?\s*$/i.test(value)) return value;
  const number = Number(value);
  return Object.is(number, -0) ? '-0' : String(number);
}

const toPrimitive = Date.prototype[Symbol.toPrimitive];

function primitive(value) {
  if (value === null) return 0;
  const own = value[Symbol.toPrimitive];
  if (own === undefined || own === null) return toPrimitive.call(value, 'number');
  const result = own.call(value, 'number');
  if ((typeof result === 'object' && result !== null) || typeof result === 'function') {
    throw new TypeError('Cannot convert object to primitive value');
  }
  return result;
}

function ends(start, end) {
  for (const [name, value] of [['start', start], ['end', end]]) {
    if (value === undefined) throw new TypeError(`Invalid ${name} : undefined`);
  }
  return [['start', start], ['end', end]].map(([name, value]) => {
    const text = numeric(value);
    if (Number(text) !== Number(text)) throw new RangeError(`Invalid ${name} : ${value}`);
    return text;
  });
}

function ranged(state) {
  if (!/^en\b/.test(state.locale)) {
    throw new RangeError(`formatRange is not supported in locale ${state.locale}; supported is en`);
  }
  return state.native;
}

const NumberFormat = callable(function NumberFormat() {
  const self = this instanceof NumberFormat && new.target !== undefined ? this : Object.create(NumberFormat.prototype);
  states.set(self, initialize(arguments[0], arguments[1]));
  return self;
}, 'NumberFormat', {
  resolvedOptions() {
    const state = receiver(states, this, 'UnwrapNumberFormat');
    const out = {};
    for (const name of ['locale', 'numberingSystem', 'style', 'currency', 'currencyDisplay', 'currencySign', 'unit', 'unitDisplay',
                        'minimumIntegerDigits', 'minimumSignificantDigits', 'maximumSignificantDigits', 'minimumFractionDigits',
                        'maximumFractionDigits', 'useGrouping', 'notation', 'compactDisplay', 'signDisplay', 'roundingMode',
                        'roundingIncrement', 'trailingZeroDisplay', 'roundingPriority']) {
      if (state[name] !== undefined) out[name] = state[name];
    }
    if (out.useGrouping === 'false') out.useGrouping = false;
    return out;
  },
  formatToParts(value) {
    const state = receiver(states, this, `${service}.prototype.formatToParts`);
    return parts(state.native.parts(numeric(value)));
  },
  get format() {
    const state = states.get(this);
    if (state === undefined) throw new TypeError(`Method get ${service}.prototype.format called on incompatible receiver ${this}`);
    return bound(state, 'format', (value) => state.native.format(numeric(value)), 1);
  },
  formatRange(start, end) {
    const state = receiver(states, this, `${service}.prototype.formatRange`);
    return ranged(state).range(...ends(start, end));
  },
  formatRangeToParts(start, end) {
    const state = receiver(states, this, `${service}.prototype.formatRangeToParts`);
    return rangeParts(ranged(state).rangeParts(...ends(start, end)));
  },
});
finish(NumberFormat, 'NumberFormat', 'numbers');

Object.assign(exports, { NumberFormat, digitOptions, numeric, units, initialize });
