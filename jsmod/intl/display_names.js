'use strict';

const { localeList, strict, option, matchers, resolve, receiver, finish, constructible, canonical } = require('./options.js');

const service = 'Intl.DisplayNames';
const states = new WeakMap();
const types = ['language', 'region', 'script', 'currency', 'calendar', 'dateTimeField'];

const forms = {
  language: /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*$|^[a-z]{5,8}$/i,
  region: /^([a-z]{2}|\d{3})$/i,
  script: /^[a-z]{4}$/i,
  currency: /^[a-z]{3}$/i,
  calendar: /^[a-z\d]{3,8}([-_][a-z\d]{3,8})*$/i,
  dateTimeField: /^(era|year|quarter|month|weekOfYear|weekday|day|dayPeriod|hour|minute|second|timeZoneName)$/,
};

const cases = {
  language: (code) => canonical(code),
  // Today's code for a withdrawn one. Small letters are no code of a region, in ICU.
  region: (code) => (/^[A-Z]/.test(code) ? canonical(`und-${code}`).slice(4) : code),
  script: (code) => code,
  currency: (code) => code.toUpperCase(),
  calendar: (code) => code.toLowerCase(),
  dateTimeField: (code) => code,
};

function name(state, type, code) {
  const row = (suffix) => binding.row('names', state.locale, `${type} ${code}${suffix}`);
  const { style } = state;
  const found = (style === 'narrow' && row(' narrow')) || (style !== 'long' && row(' short')) || row('');
  return type === 'currency' && found ? found.split('|')[0] : found;
}

// A language with what else its tag says: American English, Serbian (Latin).
function language(state, tag) {
  if (tag === 'und') return state.fallback === 'code' ? 'root' : undefined;
  const parts = tag.split('-');
  const rest = [];
  let head;
  for (let n = parts.length; n > 0 && head === undefined; n--) {
    if (n > 1 && (parts.length > 2 || state.languageDisplay === 'standard')) continue;
    head = name(state, 'language', parts.slice(0, n).join('-'));
    if (head !== undefined) rest.push(...parts.slice(n));
  }
  if (head === undefined) {
    if (parts.length === 1) return undefined;
    head = parts[0];
    rest.push(...parts.slice(1));
  }
  if (rest.length === 0) return head;
  const inside = rest.map((part) => name(state, /^[A-Z][a-z]{3}$/.test(part) ? 'script' : 'region', part) || part);
  return `${head} (${inside.join(', ')})`;
}

class DisplayNames {
  constructor(locales, options) {
    const list = localeList(locales);
    if (options === undefined) throw new TypeError('invalid_argument');
    options = strict(options);
    option(options, 'localeMatcher', matchers, 'best fit', service);
    const state = { style: option(options, 'style', ['narrow', 'short', 'long'], 'long', service) };
    state.type = option(options, 'type', types, undefined, service);
    if (state.type === undefined) throw new TypeError('invalid_argument');
    state.fallback = option(options, 'fallback', ['code', 'none'], 'code', service);
    const display = option(options, 'languageDisplay', ['dialect', 'standard'], 'dialect', service);
    if (state.type === 'language') state.languageDisplay = display;
    state.locale = resolve(list, 'words', service).locale;
    states.set(this, state);
  }

  resolvedOptions() {
    const { locale, style, type, fallback, languageDisplay } = receiver(states, this, `${service}.prototype.resolvedOptions`);
    const out = { locale, style, type, fallback };
    return languageDisplay === undefined ? out : { ...out, languageDisplay };
  }

  of(code) {
    const state = receiver(states, this, `${service}.prototype.of`);
    const text = String(code);
    if (!forms[state.type].test(text)) throw new RangeError('invalid_argument');
    const value = cases[state.type](text);
    // ICU has only the long name of a region by a code that is withdrawn.
    const style = state.type === 'region' && value !== text ? 'long' : state.style;
    const found = state.type === 'language' ? language(state, value) : name({ ...state, style }, state.type, value);
    if (found !== undefined) return found;
    return state.fallback === 'code' ? value : undefined;
  }
}
finish(DisplayNames, 'DisplayNames', 'words');

exports.DisplayNames = constructible(DisplayNames, 'DisplayNames');
