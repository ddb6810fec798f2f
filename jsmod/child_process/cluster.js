'use strict';

// A cluster of one: the primary, which cannot fork.

const EventEmitter = require('events');
const { refused } = require('./refused.js');

const cluster = new EventEmitter();

module.exports = Object.assign(cluster, {
  isPrimary: true,
  isMaster: true,
  isWorker: false,
  worker: undefined,
  workers: {},
  settings: {},
  SCHED_NONE: 1,
  SCHED_RR: 2,
  schedulingPolicy: 2,
  fork: refused('fork', 'ChildProcess'),
  setupPrimary: refused('setupPrimary', 'ChildProcess'),
  setupMaster: refused('setupMaster', 'ChildProcess'),
  disconnect(callback) {
    if (typeof callback === 'function') process.nextTick(callback);
  },
});
