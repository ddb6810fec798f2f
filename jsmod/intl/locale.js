'use strict';

const { localeTags, canonical, coerced, receiver, finish, constructible } = require('./options.js');

const states = new WeakMap();
const service = 'Intl.Locale';

const keys = { calendar: 'ca', collation: 'co', hourCycle: 'hc', caseFirst: 'kf', numeric: 'kn', numberingSystem: 'nu' };
const type = /^[a-z0-9]{3,8}(-[a-z0-9]{3,8})*$/i;
const forms = {
  language: /^([a-z]{2,3}|[a-z]{5,8})$/i, script: /^[a-z]{4}$/i, region: /^([a-z]{2}|\d{3})$/i,
  calendar: type, collation: type, hourCycle: /^h(11|12|23|24)$/, caseFirst: /^(upper|lower|false)$/, numberingSystem: type,
};

function make(Class, tag, changes) {
  const state = binding.locale(tag, changes);
  const self = Object.create(Class.prototype);
  states.set(self, state);
  localeTags.set(self, state.tag);
  return self;
}

class Locale {
  constructor(tag) {
    if ((typeof tag !== 'string' && typeof tag !== 'object' && typeof tag !== 'function') || tag === null) {
      throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
    }
    const start = localeTags.get(tag) || canonical(String(tag));
    const options = coerced(arguments[1]);
    const changes = {};
    for (const name of ['language', 'script', 'region', 'calendar', 'collation', 'hourCycle', 'caseFirst', 'numeric', 'numberingSystem']) {
      let value = options[name];
      if (value === undefined) continue;
      if (name === 'numeric') {
        changes.kn = value ? '' : 'false';
        continue;
      }
      value = String(value);
      if (!forms[name].test(value)) {
        const values = { hourCycle: true, caseFirst: true };
        throw new RangeError(values[name] ? `Value ${value} out of range for locale options property ${name}` :
          'Incorrect locale information provided');
      }
      changes[keys[name] || name] = value.toLowerCase();
    }
    const state = binding.locale(start, changes);
    states.set(this, state);
    localeTags.set(this, state.tag);
  }

  maximize() { return make(Locale, binding.likely(receiver(states, this, `${service}.prototype.maximize`).tag, true), {}); }
  minimize() { return make(Locale, binding.likely(receiver(states, this, `${service}.prototype.minimize`).tag, false), {}); }
  toString() { return receiver(states, this, `${service}.prototype.toString`).tag; }
  get baseName() { return receiver(states, this, `get ${service}.prototype.baseName`).baseName; }
  get language() {
    const { language } = receiver(states, this, `get ${service}.prototype.language`);
    return language === 'und' ? undefined : language;
  }

  get script() { return receiver(states, this, `get ${service}.prototype.script`).script; }
  get region() { return receiver(states, this, `get ${service}.prototype.region`).region; }
  get calendar() { return receiver(states, this, `get ${service}.prototype.calendar`).ca; }
  get collation() { return receiver(states, this, `get ${service}.prototype.collation`).co; }
  get hourCycle() { return receiver(states, this, `get ${service}.prototype.hourCycle`).hc; }
  get caseFirst() { return receiver(states, this, `get ${service}.prototype.caseFirst`).kf; }
  get numeric() { return receiver(states, this, `get ${service}.prototype.numeric`).kn === ''; }
  get numberingSystem() { return receiver(states, this, `get ${service}.prototype.numberingSystem`).nu; }
}
finish(Locale, 'Locale');

exports.Locale = constructible(Locale, 'Locale');
