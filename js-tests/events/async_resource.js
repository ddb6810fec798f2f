'use strict';
// EventEmitterAsyncResource.
const { EventEmitterAsyncResource, EventEmitter } = require('events');
const log = console.log;

class Mine extends EventEmitterAsyncResource {}
const e = new Mine({ triggerAsyncId: 1 });
log(e instanceof EventEmitter, typeof e.asyncId, e.triggerAsyncId, e.asyncResource.eventEmitter === e);
e.on('x', function(...args) { log(this === e, args); });
log(e.emit('x', 1, 2), e.emit('y'));
e.emitDestroy();
try {
  new EventEmitterAsyncResource({});
} catch (error) {
  log(error.code);
}
log(typeof new EventEmitterAsyncResource('named').asyncId);
