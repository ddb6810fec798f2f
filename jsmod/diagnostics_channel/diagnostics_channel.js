'use strict';

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { nextTick } = require('internal/task_queue');

// A channel costs its publishers nothing until somebody subscribes: then its
// prototype changes from Channel's, which does nothing, to ActiveChannel's.

const channels = new Map();

// later throws an error of a subscriber where it harms nobody: on its own.
function later(err) {
  nextTick(() => {
    throw err;
  });
}

function Channel(name) {
  this._subscribers = undefined;
  this._stores = undefined;
  this.name = name;
  channels.set(name, this);
}

Object.defineProperty(Channel, Symbol.hasInstance, {
  value(instance) {
    if (typeof instance !== 'object' || instance === null) return false;
    const proto = Object.getPrototypeOf(instance);
    return proto === Channel.prototype || proto === ActiveChannel.prototype;
  },
});

function ActiveChannel() {}

function activate(channel) {
  Object.setPrototypeOf(channel, ActiveChannel.prototype);
  channel._subscribers = [];
  channel._stores = new Map();
}

function maybeDeactivate(channel) {
  if (channel._subscribers.length > 0 || channel._stores.size > 0) return;
  Object.setPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  channel._stores = undefined;
}

function methods(target, list) {
  for (const name of Object.keys(list)) {
    Object.defineProperty(target, name, { value: list[name], writable: true, configurable: true });
  }
}

methods(Channel.prototype, {
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    activate(this);
    this.subscribe(subscription);
  },
  unsubscribe() {
    return false;
  },
  bindStore(store, transform) {
    activate(this);
    this.bindStore(store, transform);
  },
  unbindStore() {
    return false;
  },
  publish() {},
  runStores(data, fn, thisArg, ...args) {
    return Reflect.apply(fn, thisArg, args);
  },
});
Object.defineProperty(Channel.prototype, 'hasSubscribers', { configurable: true, get: () => false });

methods(ActiveChannel.prototype, {
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    // A copy, so that a publish under way is not disturbed.
    this._subscribers = this._subscribers.concat([subscription]);
  },

  unsubscribe(subscription) {
    const index = this._subscribers.indexOf(subscription);
    if (index < 0) return false;
    this._subscribers = this._subscribers.slice();
    this._subscribers.splice(index, 1);
    maybeDeactivate(this);
    return true;
  },

  bindStore(store, transform) {
    this._stores.set(store, transform);
  },

  unbindStore(store) {
    if (!this._stores.delete(store)) return false;
    maybeDeactivate(this);
    return true;
  },

  publish(data) {
    const subscribers = this._subscribers;
    for (let i = 0; i < subscribers.length; i++) {
      try {
        const onMessage = subscribers[i];
        onMessage(data, this.name);
      } catch (err) {
        later(err);
      }
    }
  },

  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    this._stores.forEach((transform, store) => {
      run = enterStore(store, data, run, transform);
    });
    return run();
  },
});
Object.defineProperty(ActiveChannel.prototype, 'hasSubscribers', { configurable: true, get: () => true });

function enterStore(store, data, next, transform = (value) => value) {
  return () => {
    let context;
    try {
      context = transform(data);
    } catch (err) {
      later(err);
      return next();
    }
    return store.run(context, next);
  };
}

function channel(name) {
  const known = channels.get(name);
  if (known !== undefined) return known;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw new ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);
  }
  return new Channel(name);
}

// Tracing: five channels that tell the life of one action.

const events = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

function traced(nameOrChannels, event) {
  if (typeof nameOrChannels === 'string') return channel(`tracing:${nameOrChannels}:${event}`);
  if (typeof nameOrChannels === 'object') {
    const given = nameOrChannels[event];
    if (!(given instanceof Channel)) throw new ERR_INVALID_ARG_TYPE(`nameOrChannels.${event}`, ['Channel'], given);
    return given;
  }
  throw new ERR_INVALID_ARG_TYPE('nameOrChannels', ['string', 'object', 'TracingChannel'], nameOrChannels);
}

class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of events) {
      Object.defineProperty(this, event, { value: traced(nameOrChannels, event) });
    }
  }

  get hasSubscribers() {
    return events.some((event) => this[event].hasSubscribers);
  }

  subscribe(handlers) {
    for (const event of events) {
      if (handlers[event]) this[event].subscribe(handlers[event]);
    }
  }

  unsubscribe(handlers) {
    let done = true;
    for (const event of events) {
      if (handlers[event] && !this[event].unsubscribe(handlers[event])) done = false;
    }
    return done;
  }

  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, error } = this;
    return start.runStores(context, () => {
      try {
        const result = Reflect.apply(fn, thisArg, args);
        context.result = result;
        return result;
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }

  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, asyncStart, asyncEnd, error } = this;
    const settled = () => {
      asyncStart.publish(context);
      asyncEnd.publish(context);
    };
    const resolved = (result) => {
      context.result = result;
      settled();
      return result;
    };
    const rejected = (err) => {
      context.error = err;
      error.publish(context);
      settled();
      return Promise.reject(err);
    };
    return start.runStores(context, () => {
      try {
        const promise = Reflect.apply(fn, thisArg, args);
        return (promise instanceof Promise ? promise : Promise.resolve(promise)).then(resolved, rejected);
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }

  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { start, end, asyncStart, asyncEnd, error } = this;
    const callback = args.slice(position)[0];
    validateFunction(callback, 'callback');
    function wrapped(err, result) {
      if (err) {
        context.error = err;
        error.publish(context);
      } else {
        context.result = result;
      }
      const given = arguments;
      asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, given);
        } finally {
          asyncEnd.publish(context);
        }
      });
    }
    args.splice(position, 1, wrapped);
    return start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }
}

module.exports = {
  channel,
  hasSubscribers(name) {
    const known = channels.get(name);
    return known !== undefined && known.hasSubscribers;
  },
  subscribe(name, subscription) {
    channel(name).subscribe(subscription);
  },
  tracingChannel: (nameOrChannels) => new TracingChannel(nameOrChannels),
  unsubscribe: (name, subscription) => channel(name).unsubscribe(subscription),
  Channel,
};
