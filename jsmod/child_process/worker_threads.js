'use strict';

// The main thread, which is the only one.

const { refused } = require('./refused.js');

const environment = new Map();

module.exports = {
  isMainThread: true,
  parentPort: null,
  resourceLimits: {},
  threadId: 0,
  workerData: null,
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker: refused('Worker', 'WorkerThreads'),
  getEnvironmentData(key) {
    return environment.get(key);
  },
  setEnvironmentData(key, value) {
    if (value === undefined) environment.delete(key);
    else environment.set(key, value);
  },
};
