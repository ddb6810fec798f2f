'use strict';

// The main thread, which is the only one. Channels work within it.

const {
  BroadcastChannel, MessageChannel, MessagePort, markAsUntransferable, moveMessagePortToContext, receiveMessageOnPort,
} = require('internal/messaging');

const environment = new Map();

// Worker throws what Node throws when started without --allow-worker.
function Worker() {
  const { genericNodeError } = require('internal/errors');
  throw genericNodeError('Access to this API has been restricted',
    { code: 'ERR_ACCESS_DENIED', permission: 'WorkerThreads' });
}

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
  Worker,
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
