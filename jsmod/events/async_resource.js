'use strict';

// EventEmitterAsyncResource: an emitter whose listeners run in the asynchronous
// context in which it was made.

const EventEmitter = require('events');
const { AsyncResource } = require('async_hooks');

class EventEmitterReferencingAsyncResource extends AsyncResource {
  #emitter;

  constructor(emitter, type, options) {
    super(type, options);
    this.#emitter = emitter;
  }

  get eventEmitter() { return this.#emitter; }
}

module.exports = class EventEmitterAsyncResource extends EventEmitter {
  #resource;

  constructor(options = undefined) {
    let name;
    if (typeof options === 'string') {
      name = options;
      options = undefined;
    } else {
      if (new.target === EventEmitterAsyncResource && options !== undefined && options !== null) {
        require('internal/validators').validateString(options.name, 'options.name');
      }
      name = (options && options.name) || new.target.name;
    }
    super(options);
    this.#resource = new EventEmitterReferencingAsyncResource(this, name, options);
  }

  emit(event, ...args) {
    return this.#resource.runInAsyncScope(super.emit, this, event, ...args);
  }

  emitDestroy() { this.#resource.emitDestroy(); }

  get asyncId() { return this.#resource.asyncId(); }

  get triggerAsyncId() { return this.#resource.triggerAsyncId(); }

  get asyncResource() { return this.#resource; }
};
