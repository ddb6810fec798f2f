'use strict';

// The main thread, which is the only one. Channels work within it.

const { refused } = require('./refused.js');

const {
  BroadcastChannel, MessageChannel, MessagePort, markAsUntransferable, moveMessagePortToContext, receiveMessageOnPort,
} = require('internal/messaging');

const environment = new Map();

module.exports = {
  isMainThread: true,
  MessagePort,
  MessageChannel,
  markAsUntransferable,
  moveMessagePortToContext,
  receiveMessageOnPort,
  resourceLimits: {},
  threadId: 0,
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker: refused('Worker', 'WorkerThreads'),
  parentPort: null,
  workerData: null,
  BroadcastChannel,
  setEnvironmentData(key, value) {
    if (value === undefined) environment.delete(key);
    else environment.set(key, value);
  },
  getEnvironmentData(key) {
    return environment.get(key);
  },
};
