'use strict';

const EventEmitter = require('events');

// Worker is one worker, as its primary or as it sees itself. The two sides add
// disconnect and destroy.
function Worker(options) {
  if (!(this instanceof Worker)) return new Worker(options);
  EventEmitter.call(this);
  if (options === null || typeof options !== 'object') options = {};
  this.exitedAfterDisconnect = undefined;
  this.state = options.state || 'none';
  this.id = options.id | 0;
  if (options.process) {
    this.process = options.process;
    this.process.on('error', (error) => this.emit('error', error));
    this.process.on('message', (message, handle) => this.emit('message', message, handle));
  }
}
Object.setPrototypeOf(Worker.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Worker, EventEmitter);

Worker.prototype.kill = function kill(...args) {
  this.destroy(...args);
};

Worker.prototype.send = function send(...args) {
  return this.process.send(...args);
};

Worker.prototype.isDead = function isDead() {
  return this.process.exitCode !== null || this.process.signalCode !== null;
};

Worker.prototype.isConnected = function isConnected() {
  return this.process.connected;
};

// What the documents of v0.8 to io.js call it.
if (binding.compat !== 'node') {
  Object.defineProperty(Worker.prototype, 'suicide', {
    configurable: true,
    get() { return this.exitedAfterDisconnect; },
    set(value) { this.exitedAfterDisconnect = value; },
  });
}

module.exports = { Worker };
