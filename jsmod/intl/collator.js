'use strict';

const { localeList, coerced, option, flag, matchers, resolve, receiver, finish, callable, bound, typed } = require('./options.js');

const service = 'Intl.Collator';
const states = new WeakMap();
const caseFirsts = ['upper', 'lower', 'false'];

function initialize(locales, options) {
  const list = localeList(locales);
  options = coerced(options);
  const usage = option(options, 'usage', ['sort', 'search'], 'sort', service);
  option(options, 'localeMatcher', matchers, 'best fit', service);
  const collation = typed(options, 'collation');
  const numeric = flag(options, 'numeric');
  const caseFirst = option(options, 'caseFirst', caseFirsts, undefined, service);
  const { tag, locale } = resolve(list, 'collation', service);
  for (const wanted of [collation, binding.keyword(tag, 'co')]) {
    if (wanted !== undefined && !['default', 'standard', 'search'].includes(wanted)) {
      throw new RangeError(`collation: '${wanted}' is not supported; supported is 'default'`);
    }
  }
  const state = { locale, usage, numeric, caseFirst };
  let extension = '';
  const kf = binding.keyword(tag, 'kf');
  if (caseFirsts.includes(kf) && (caseFirst === undefined || caseFirst === kf)) {
    state.caseFirst = kf;
    extension += `-kf-${kf}`;
  }
  const kn = binding.keyword(tag, 'kn');
  if ((kn === '' || kn === 'false') && (numeric === undefined || numeric === (kn === ''))) {
    state.numeric = kn === '';
    extension += kn === '' ? '-kn' : '-kn-false';
  }
  if (extension !== '') state.locale += `-u${extension}`;
  state.numeric = Boolean(state.numeric);
  if (state.caseFirst === undefined) state.caseFirst = 'false';
  state.sensitivity = option(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant', service);
  state.ignorePunctuation = Boolean(flag(options, 'ignorePunctuation'));
  if (state.ignorePunctuation) throw new RangeError('ignorePunctuation: true is not supported');
  state.native = binding.collator({ ...state, locale });
  return state;
}

const Collator = callable(function Collator() {
  const self = this instanceof Collator && new.target !== undefined ? this : Object.create(Collator.prototype);
  states.set(self, initialize(arguments[0], arguments[1]));
  return self;
}, 'Collator', {
  resolvedOptions() {
    const { locale, usage, sensitivity, ignorePunctuation, numeric, caseFirst } =
      receiver(states, this, `${service}.prototype.resolvedOptions`);
    return { locale, usage, sensitivity, ignorePunctuation, collation: 'default', numeric, caseFirst };
  },
  get compare() {
    const state = receiver(states, this, `get ${service}.prototype.compare`);
    return bound(state, 'compare', (x, y) => state.native(String(x), String(y)), 2);
  },
});
finish(Collator, 'Collator', 'collation');

Object.assign(exports, { Collator, initialize });
