'use strict';

const { localeList, coerced, option, flag, count, typed, matchers, resolve, only, receiver, finish, callable, bound, parts,
        rangeParts } = require('./options.js');

const service = 'Intl.DateTimeFormat';
const states = new WeakMap();

const text = ['narrow', 'short', 'long'];
const digits = ['2-digit', 'numeric'];
const styles = ['full', 'long', 'medium', 'short'];
const zoneNames = ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric'];

// The fields in the order of ECMA-402, with their values.
const fields = {
  weekday: text, era: text, year: digits, month: [...digits, ...text], day: digits, dayPeriod: text, hour: digits, minute: digits,
  second: digits, fractionalSecondDigits: undefined, timeZoneName: zoneNames,
};

const dateFields = ['weekday', 'year', 'month', 'day'];
const timeFields = ['dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits'];

const widths = { numeric: 1, '2-digit': 2, short: 3, long: 4, narrow: 5 };

// The letters that UTS 35 has for the fields.
function skeletons(state) {
  const words = (letter, value) => (value === undefined ? '' : letter.repeat({ short: 1, long: 4, narrow: 5 }[value]));
  const number = (letter, value) => (value === undefined ? '' : letter.repeat(widths[value]));
  const date = words('G', state.era) + number('y', state.year) + number('M', state.month) + number('d', state.day) +
    words('E', state.weekday);
  const half = state.hourCycle === 'h11' || state.hourCycle === 'h12';
  const time = (half || state.hour === undefined ? words('B', state.dayPeriod) : '') + number(half ? 'h' : 'H', state.hour) +
    number('m', state.minute) + number('s', state.second) + (state.fractionalSecondDigits === undefined ? '' : 'S') + (state.timeZoneName === undefined ? '' : 'z');
  return { date, time };
}

function hourCycle(hour12, asked, usual) {
  const fromZero = usual === 'h11' || usual === 'h23';
  if (hour12 === true) return fromZero ? 'h11' : 'h12';
  if (hour12 === false) return fromZero ? 'h23' : 'h24';
  return asked || usual;
}

const usualCycle = (locale) => (/^en-(GB|IE|ZA)\b/.test(locale) ? 'h23' : 'h12');

// required and defaults are those of ECMA-402's CreateDateTimeFormat.
function initialize(locales, options, required, defaults) {
  const list = localeList(locales);
  options = coerced(options);
  option(options, 'localeMatcher', matchers, 'best fit', service);
  const calendar = typed(options, 'calendar');
  const numbering = typed(options, 'numberingSystem');
  const hour12 = flag(options, 'hour12');
  const cycle = option(options, 'hourCycle', ['h11', 'h12', 'h23', 'h24'], undefined, service);
  const { tag, locale } = resolve(list, 'words', service);
  const state = { locale, calendar: 'gregory', numberingSystem: 'latn' };
  let extension = only('calendar', calendar, 'ca', tag, 'gregory').slice(2);
  const keyword = binding.keyword(tag, 'hc');
  const known = ['h11', 'h12', 'h23', 'h24'].includes(keyword) ? keyword : undefined;
  if (known && hour12 === undefined && (cycle === undefined || cycle === known)) extension += `-hc-${known}`;
  extension += only('numberingSystem', numbering, 'nu', tag, 'latn').slice(2);
  if (extension !== '') state.locale += `-u${extension}`;
  const zone = options.timeZone;
  state.timeZone = binding.zone(zone === undefined ? undefined : String(zone));
  if (state.timeZone === undefined) throw new RangeError(`Invalid time zone specified: ${zone}`);
  for (const [name, values] of Object.entries(fields)) {
    state[name] = values === undefined ? count(options[name], name, 1, 3, undefined) :
      option(options, name, values, undefined, service);
  }
  option(options, 'formatMatcher', ['basic', 'best fit'], 'best fit', service);
  state.dateStyle = option(options, 'dateStyle', styles, undefined, service);
  state.timeStyle = option(options, 'timeStyle', styles, undefined, service);
  complete(state, required, defaults);
  if (state.hour !== undefined || state.timeStyle !== undefined) {
    state.hourCycle = hourCycle(hour12, cycle, known || usualCycle(locale));
    if (state.hour !== undefined && /h2/.test(state.hourCycle)) state.dayPeriod = undefined;
  }
  if (/Generic$/.test(state.timeZoneName)) {
    throw new RangeError(`timeZoneName: '${state.timeZoneName}' is not supported; supported are ${zoneNames.slice(0, 4).join(', ')}`);
  }
  state.native = binding.date({
    locale, ...skeletons(state), dateStyle: state.dateStyle, timeStyle: state.timeStyle, hourCycle: state.hourCycle,
    timeZone: zone === undefined ? undefined : state.timeZone, fraction: state.fractionalSecondDigits,
    timeZoneName: state.timeZoneName || (state.timeStyle === 'full' ? 'long' : 'short'),
  });
  return state;
}

// Adds the fields that are shown where none was asked for.
function complete(state, required, defaults) {
  const asked = Object.keys(fields).find((name) => state[name] !== undefined);
  if (state.dateStyle !== undefined || state.timeStyle !== undefined) {
    if (asked !== undefined) {
      throw new TypeError(`Can't set option ${asked} when ${state.dateStyle === undefined ? 'timeStyle' : 'dateStyle'} is used`);
    }
    if (required === 'date' && state.timeStyle !== undefined) throw new TypeError('Invalid option : timeStyle');
    if (required === 'time' && state.dateStyle !== undefined) throw new TypeError('Invalid option : dateStyle');
    return;
  }
  const needed = [...(required === 'time' ? [] : dateFields), ...(required === 'date' ? [] : timeFields)];
  if (needed.some((name) => state[name] !== undefined)) return;
  if (defaults !== 'time') Object.assign(state, { year: 'numeric', month: 'numeric', day: 'numeric' });
  if (defaults !== 'date') Object.assign(state, { hour: 'numeric', minute: 'numeric', second: 'numeric' });
}

function clipped(value) {
  const time = +value;
  if (!(Math.abs(time) <= 8.64e15)) throw new RangeError('Invalid time value');
  return Math.trunc(time) + 0;
}

const moment = (value) => (value === undefined ? Date.now() : clipped(value));

function ends(start, end) {
  if (start === undefined || end === undefined) throw new TypeError('Invalid time value');
  const times = [+start, +end];
  return times.map(clipped);
}

const DateTimeFormat = callable(function DateTimeFormat() {
  const self = this instanceof DateTimeFormat && new.target !== undefined ? this : Object.create(DateTimeFormat.prototype);
  states.set(self, initialize(arguments[0], arguments[1], 'any', 'date'));
  return self;
}, 'DateTimeFormat', {
  resolvedOptions() {
    const state = receiver(states, this, 'UnwrapDateTimeFormat');
    const { locale, calendar, numberingSystem, timeZone } = state;
    const out = { locale, calendar, numberingSystem, timeZone };
    if (state.hourCycle !== undefined) {
      out.hourCycle = state.hourCycle;
      out.hour12 = state.hourCycle === 'h11' || state.hourCycle === 'h12';
    }
    const styled = state.dateStyle !== undefined || state.timeStyle !== undefined;
    for (const name of Object.keys(fields)) {
      if (!styled && state[name] !== undefined) out[name] = state.native[name] || state[name];
    }
    for (const name of ['dateStyle', 'timeStyle']) if (state[name] !== undefined) out[name] = state[name];
    return out;
  },
  formatToParts(date) {
    const state = receiver(states, this, `${service}.prototype.formatToParts`);
    return parts(state.native.parts(moment(date)));
  },
  get format() {
    const state = states.get(this);
    if (state === undefined) throw new TypeError(`Method get ${service}.prototype.format called on incompatible receiver ${this}`);
    return bound(state, 'format', (date) => state.native.format(moment(date)), 1);
  },
  formatRange(start, end) {
    const state = receiver(states, this, `${service}.prototype.formatRange`);
    return state.native.range(...ends(start, end));
  },
  formatRangeToParts(start, end) {
    const state = receiver(states, this, `${service}.prototype.formatRangeToParts`);
    return rangeParts(state.native.rangeParts(...ends(start, end)));
  },
});
finish(DateTimeFormat, 'DateTimeFormat', 'words');

Object.assign(exports, { DateTimeFormat, initialize });
