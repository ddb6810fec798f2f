'use strict';

// Every way to start a process, none of which is ever granted.

const EventEmitter = require('events');
const { refused } = require('./refused.js');

function ChildProcess() {
  EventEmitter.call(this);
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

ChildProcess.prototype.spawn = refused('spawn', 'ChildProcess');

module.exports = {
  ChildProcess,
  exec: refused('exec', 'ChildProcess'),
  execFile: refused('execFile', 'ChildProcess'),
  execFileSync: refused('execFileSync', 'ChildProcess'),
  execSync: refused('execSync', 'ChildProcess'),
  fork: refused('fork', 'ChildProcess'),
  spawn: refused('spawn', 'ChildProcess'),
  spawnSync: refused('spawnSync', 'ChildProcess'),
};
