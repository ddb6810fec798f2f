'use strict';

// Event and CustomEvent, DOM section 2.2.

const { codes: { ERR_INVALID_THIS, ERR_MISSING_ARGS } } = require('internal/errors');
const { validateObject } = require('internal/validators');

const kState = Symbol('kState');
const kTrust = Symbol('kTrust');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

function stateOf(event, name = 'Event') {
  const state = event === null || event === undefined ? undefined : event[kState];
  if (state === undefined) throw new ERR_INVALID_THIS(name);
  return state;
}

class Event {
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (options !== undefined && options !== null) validateObject(options, 'options');
    const o = options || {};
    Object.defineProperty(this, kState, {
      value: {
        type: `${type}`,
        bubbles: !!o.bubbles,
        cancelable: !!o.cancelable,
        composed: !!o.composed,
        trusted: o[kTrust] === true,
        time: binding.timeStamp(),
        canceled: false,
        propagationStopped: false,
        stopped: false,
        dispatching: false,
        target: null,
      },
    });
  }

  [customInspect](depth, options) {
    const s = stateOf(this);
    const { name } = this.constructor;
    if (depth < 0) return name;
    const inner = Object.assign({}, options, {
      depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth,
    });
    return `${name} ${require('util').inspect({
      type: s.type,
      defaultPrevented: s.canceled,
      cancelable: s.cancelable,
      timeStamp: s.time,
    }, inner)}`;
  }

  initEvent(type, bubbles = false, cancelable = false) {
    const s = stateOf(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (s.dispatching) return;
    s.type = `${type}`;
    s.bubbles = !!bubbles;
    s.cancelable = !!cancelable;
  }

  stopImmediatePropagation() {
    const s = stateOf(this);
    s.stopped = true;
    s.propagationStopped = true;
  }

  preventDefault() {
    const s = stateOf(this);
    if (s.cancelable) s.canceled = true;
  }

  get target() { return stateOf(this).target; }

  get currentTarget() {
    const s = stateOf(this);
    return s.dispatching ? s.target : null;
  }

  get srcElement() { return stateOf(this).target; }

  get type() { return stateOf(this).type; }

  get cancelable() { return stateOf(this).cancelable; }

  get defaultPrevented() { return stateOf(this).canceled; }

  get timeStamp() { return stateOf(this).time; }

  composedPath() {
    const s = stateOf(this);
    return s.dispatching ? [s.target] : [];
  }

  get returnValue() { return !stateOf(this).canceled; }

  get bubbles() { return stateOf(this).bubbles; }

  get composed() { return stateOf(this).composed; }

  get eventPhase() { return stateOf(this).dispatching ? Event.AT_TARGET : Event.NONE; }

  get cancelBubble() { return stateOf(this).propagationStopped; }

  set cancelBubble(value) {
    const s = stateOf(this);
    if (value) s.propagationStopped = true;
  }

  stopPropagation() { stateOf(this).propagationStopped = true; }

  get isTrusted() { return stateOf(this).trusted; }
}

// No script may put a getter of its own in the place of this one.
Object.defineProperty(Event.prototype, 'isTrusted', { enumerable: true, configurable: false });

const phases = ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'];
phases.forEach((name, value) => {
  Object.defineProperty(Event, name, { enumerable: true, value });
  Object.defineProperty(Event.prototype, name, { enumerable: true, value });
});

class CustomEvent extends Event {
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    const detail = options === undefined || options === null ? undefined : options.detail;
    stateOf(this).detail = detail === undefined ? null : detail;
  }

  get detail() { return stateOf(this, 'CustomEvent').detail; }
}

function finish(Class, names) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, {
    configurable: true, enumerable: false, writable: false, value: Class.name,
  });
}

finish(Event, [
  'initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget', 'srcElement',
  'type', 'cancelable', 'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles',
  'composed', 'eventPhase', 'cancelBubble', 'stopPropagation',
]);
finish(CustomEvent, ['detail']);

module.exports = { Event, CustomEvent, kTrust, kState };
