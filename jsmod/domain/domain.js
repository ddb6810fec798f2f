'use strict';

// Domains. The one in force is the last of a stack; enter and exit change it, and so
// does each callback of a resource that was made in a domain.

const EventEmitter = require('events');
const lifecycle = require('internal/process/lifecycle');
const { createHook, executionAsyncResource } = require('async_hooks');
const { codes: { ERR_DOMAIN_CALLBACK_NOT_AVAILABLE } } = require('internal/errors');
const { ownCaptures } = require('./captures.js');

if (process.hasUncaughtExceptionCaptureCallback()) throw new ERR_DOMAIN_CALLBACK_NOT_AVAILABLE();
ownCaptures();

const stack = [];

// setCurrent has the last of the stack in force, and where there is none, none.
function setCurrent(none) {
  exports.active = stack.length === 0 ? none : stack[stack.length - 1];
  process.domain = exports.active;
}

// listen has exceptions come here while any domain of the stack wants them.
function listen() {
  const wanted = stack.some((domain) => domain.listenerCount('error') > 0);
  lifecycle.setUncaughtExceptionCaptureCallback(wanted ? (error) => process.domain._errorHandler(error) : null);
}

// clear leaves all domains: an exception has ended the callback.
function clear() {
  stack.length = 0;
  setCurrent(null);
  listen();
}

// mark gives an error or an emitter its domain, where for...in does not find it.
function mark(object, domain) {
  Object.defineProperty(object, 'domain', { value: domain, writable: true, configurable: true });
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// Resources. What was made in a domain calls back in it.

const madeIn = new WeakMap(); // of resources
const entered = new Map(); // by the ids of those that are calling back

const hook = createHook({
  init(id, type, trigger, resource) {
    const { domain } = process;
    if (domain === null || domain === undefined) return;
    madeIn.set(resource, domain);
    // What is kept in Go takes no properties.
    Reflect.defineProperty(resource, 'domain', { value: domain, writable: true, configurable: true });
  },
  before(id) {
    const domain = madeIn.get(executionAsyncResource());
    if (domain === undefined) return;
    entered.set(id, domain);
    domain.enter();
  },
  after(id) {
    const domain = entered.get(id);
    if (domain === undefined) return;
    entered.delete(id);
    domain.exit();
  },
});

class Domain extends EventEmitter {
  constructor() {
    super();
    this.members = [];
    hook.enable();
    this.on('removeListener', listen);
    this.on('newListener', listen);
  }
}

Object.assign(Domain.prototype, {
  members: undefined,
  _errorHandler,
  enter,
  exit,
  add,
  remove,
  run,
  intercept,
  bind,
});

function enter() {
  stack.push(this);
  setCurrent();
  listen();
}

// exit leaves the domain and those that were entered within it.
function exit() {
  const at = stack.lastIndexOf(this);
  if (at === -1) return;
  stack.length = at;
  setCurrent(undefined);
  listen();
}

function add(emitter) {
  if (emitter.domain === this) return;
  if (emitter.domain) emitter.domain.remove(emitter);
  if (emitter instanceof Domain && isWithin(this, emitter)) return;
  mark(emitter, this);
  this.members.push(emitter);
}

// isWithin tells whether the errors of inner come to outer in the end.
function isWithin(inner, outer) {
  for (let domain = inner.domain; domain; domain = domain.domain) if (domain === outer) return true;
  return false;
}

function remove(emitter) {
  emitter.domain = null;
  const at = this.members.indexOf(emitter);
  if (at !== -1) this.members.splice(at, 1);
}

// What throws leaves its domain entered: that is how the exception finds it.
function within(domain, fn, self, args) {
  domain.enter();
  const result = Reflect.apply(fn, self, args);
  domain.exit();
  return result;
}

function run(fn, ...args) {
  return within(this, fn, this, args);
}

function bind(callback) {
  const domain = this;
  function runBound(...args) {
    return within(domain, callback, this, args);
  }
  mark(runBound, domain);
  return runBound;
}

// intercept is bind for callbacks whose first argument is an error.
function intercept(callback) {
  const domain = this;
  return function runIntercepted(error, ...args) {
    if (!(error instanceof Error)) return within(domain, callback, this, args);
    error.domainBound = callback;
    error.domainThrown = false;
    mark(error, domain);
    domain.emit('error', error);
    return undefined;
  };
}

// _errorHandler tells the domain of an exception. Its listeners run outside of it, so
// that what they throw goes to the domain around it.
function _errorHandler(error) {
  if (isObject(error)) {
    mark(error, this);
    error.domainThrown = true;
  }
  while (exports.active === this) this.exit();
  const caught = stack.length === 0 ? tellOutermost(this, error) : tellNested(this, error);
  clear();
  return caught;
}

// tellOutermost lets pass what the listeners throw: it ends the script.
function tellOutermost(domain, error) {
  if (domain.listenerCount('error') === 0) return false;
  lifecycle.setUncaughtExceptionCaptureCallback(null);
  try {
    return domain.emit('error', error);
  } finally {
    listen();
  }
}

function tellNested(domain, error) {
  try {
    return domain.emit('error', error);
  } catch (thrown) {
    listen();
    if (stack.length === 0) throw thrown;
    setCurrent();
    return process.domain._errorHandler(thrown);
  }
}

function create() {
  return new Domain();
}

Object.defineProperty(process, 'domain', {
  get: () => binding.get(),
  set: (domain) => binding.set(domain),
  enumerable: true,
  configurable: true,
});
process.domain = null;
lifecycle.beforeUncaught(clear);

Object.assign(exports, { _stack: stack, Domain, createDomain: create, create, active: null });

require('./promises.js').install();
require('./emitting.js').install({ Domain, active: () => exports.active, listen, mark, setCurrent, stack });
