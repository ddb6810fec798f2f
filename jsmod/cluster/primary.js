'use strict';

// A primary: it forks workers and hears of them.

const EventEmitter = require('events');
const { codes: { ERR_INVALID_ARG_TYPE }, genericNodeError } = require('internal/errors');
const { validateString } = require('internal/validators');
const { nextTick } = require('internal/task_queue');
const { Worker } = require('./worker.js');
const { WorkerProcess } = require('./worker_process.js');

const SCHED_NONE = 1;
const SCHED_RR = 2;

const cluster = new EventEmitter();
module.exports = cluster;

const intercom = new EventEmitter(); // tells when the last worker has gone
let ids = 0;

Object.assign(cluster, {
  isWorker: false,
  isMaster: true,
  isPrimary: true,
  Worker,
  workers: {},
  settings: {},
  SCHED_NONE,
  SCHED_RR,
  schedulingPolicy: defaultPolicy(),
  setupPrimary,
  setupMaster: setupPrimary,
  fork,
  disconnect,
});

function defaultPolicy() {
  switch (process.env.NODE_CLUSTER_SCHED_POLICY) {
    case 'none': return SCHED_NONE;
    case 'rr': return SCHED_RR;
    default: return process.platform === 'win32' ? SCHED_NONE : SCHED_RR;
  }
}

// --- settings ---

function setupPrimary(options) {
  const settings = {
    args: process.argv.slice(2),
    exec: process.argv[1],
    execArgv: process.execArgv,
    silent: false,
    ...cluster.settings,
    ...options,
  };
  cluster.settings = settings;
  nextTick(() => cluster.emit('setup', settings));
}

// What only a process could do is refused when a worker is to start with it.
function refuseSettings(settings) {
  const { execArgv, serialization } = settings;
  if (serialization !== undefined && serialization !== 'json') refuse(`serialization: '${serialization}'`);
  for (const name of ['stdio', 'uid', 'gid', 'inspectPort']) {
    if (settings[name] !== undefined && settings[name] !== null) refuse(name);
  }
  const same = Array.isArray(execArgv) && execArgv.length === process.execArgv.length &&
    execArgv.every((word, i) => word === process.execArgv[i]);
  if (!same) refuse('execArgv, unless it is the primary\'s,');
}

function refuse(what) {
  throw genericNodeError(`${what} is not available to workers in this process`,
    { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

// --- fork ---

function fork(env) {
  setupPrimary();
  const id = ++ids;
  const worker = new Worker({ id, process: launch(id, env) });
  const child = worker.process;
  worker.on('message', function(message, handle) {
    cluster.emit('message', this, message, handle);
  });
  child.once('exit', (code, signal) => {
    if (!worker.isConnected()) removeWorker(worker);
    settle(worker, 'dead');
    worker.emit('exit', code, signal);
    cluster.emit('exit', worker, code, signal);
  });
  child.once('disconnect', () => {
    if (worker.isDead()) removeWorker(worker);
    settle(worker, 'disconnected');
    worker.emit('disconnect');
    cluster.emit('disconnect', worker);
  });
  child.on('internalMessage', (message) => onmessage(worker, message));
  nextTick(() => cluster.emit('fork', worker));
  cluster.workers[id] = worker;
  return worker;
}

function launch(id, env) {
  refuseSettings(cluster.settings);
  const { args, cwd, exec, execArgv, silent } = cluster.settings;
  validateString(exec, 'settings.exec');
  if (!Array.isArray(args)) throw new ERR_INVALID_ARG_TYPE('settings.args', 'Array', args);
  if (cwd !== undefined && cwd !== null) validateString(cwd, 'settings.cwd');
  const options = {
    id,
    exec,
    own: exec === process.argv[1],
    args: args.map((word) => `${word}`),
    env: pairs({ ...process.env, ...env }),
    dir: cwd,
    silent: Boolean(silent),
    firstCome: cluster.schedulingPolicy === SCHED_NONE,
  };
  const shown = { ...options, execPath: process.execPath, execArgv };
  return new WorkerProcess(shown, (callbacks) => binding.fork({ ...options, ...callbacks }));
}

function pairs(env) {
  const list = [];
  for (const name of Object.keys(env)) {
    if (env[name] !== undefined) list.push(`${name}=${env[name]}`);
  }
  return list;
}

function settle(worker, state) {
  worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
  worker.state = state;
}

function removeWorker(worker) {
  delete cluster.workers[worker.id];
  if (Object.keys(cluster.workers).length === 0) intercom.emit('disconnect');
}

// --- what workers tell ---

function onmessage(worker, message) {
  switch (message.act) {
    case 'online':
      worker.state = 'online';
      worker.emit('online');
      cluster.emit('online', worker);
      break;
    case 'listening': {
      const { addressType, address, port, fd } = message;
      worker.state = 'listening';
      const info = { addressType, address, port, fd };
      worker.emit('listening', info);
      cluster.emit('listening', worker, info);
      break;
    }
    case 'exitedAfterDisconnect':
      worker.exitedAfterDisconnect = true;
      worker.process._sendInternal({ cmd: 'NODE_CLUSTER', ack: true });
      break;
  }
}

// --- the end ---

function disconnect(callback) {
  const workers = Object.values(cluster.workers);
  if (workers.length === 0) nextTick(() => intercom.emit('disconnect'));
  for (const worker of workers) {
    if (worker.isConnected()) worker.disconnect();
  }
  if (typeof callback === 'function') intercom.once('disconnect', callback);
}

Worker.prototype.disconnect = function disconnect() {
  this.exitedAfterDisconnect = true;
  this.process._sendInternal({ cmd: 'NODE_CLUSTER', act: 'disconnect' });
  removeWorker(this);
  return this;
};

Worker.prototype.destroy = function destroy(signal) {
  this.process.kill(signal || 'SIGTERM');
};
