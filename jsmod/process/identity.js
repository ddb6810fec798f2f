'use strict';

// Who the process is, and what it may do to itself and others.

const { ErrnoException, codes, uvErrmapGet } = require('internal/errors');
const { parseFileMode, validateArray, validateString, validateUint32 } = require('internal/validators');
const { signals } = require('internal/constants');

function umask(mask) {
  if (mask === undefined) return binding.umask();
  return binding.umask(parseFileMode(mask, 'mask'));
}

function chdir(directory) {
  validateString(directory, 'directory');
  binding.chdir(directory);
}

function kill(pid, signal) {
  if (pid != (pid | 0)) throw new codes.ERR_INVALID_ARG_TYPE('pid', 'number', pid); // eslint-disable-line eqeqeq
  let number = signal;
  if (typeof signal !== 'number') {
    signal = signal || 'SIGTERM';
    number = signals[signal];
    if (number === undefined) throw new codes.ERR_UNKNOWN_SIGNAL(signal);
  }
  const errno = require('process')._kill(pid, number);
  if (errno) throw new ErrnoException(errno, 'kill');
  return true;
}

// A method, which has no prototype and makes no object.
const { abort } = {
  abort() {
    binding.abort();
  },
};

const get = (which) => function() {
  return binding.id(which);
};

// numberOf takes a number, or the name of a user or group.
function numberOf(id, name, kind) {
  if (typeof id === 'number') {
    validateUint32(id, name);
    return id;
  }
  if (typeof id !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['number', 'string'], id);
  const number = binding.lookup(kind, id);
  if (number === undefined) throw new codes.ERR_UNKNOWN_CREDENTIAL(kind === 'user' ? 'User' : 'Group', id);
  return number;
}

function change(which, value) {
  const errno = binding.setId(which, value);
  if (errno !== 0) throw systemError(errno, `set${which}`);
}

// These calls report in the words of the system, not of libuv.
function systemError(errno, syscall) {
  const [code, words] = uvErrmapGet(errno);
  const error = new Error(`${code}, ${words.charAt(0).toUpperCase()}${words.slice(1)}`);
  return Object.assign(error, { errno: -errno, code, syscall });
}

const set = (which, kind) => function(id) {
  change(which, numberOf(id, 'id', kind));
};

function getgroups() {
  return binding.groups();
}

function setgroups(groups) {
  validateArray(groups, 'groups');
  change('groups', groups.map((id, i) => numberOf(id, `groups[${i}]`, 'group')));
}

function initgroups(user, extraGroup) {
  if (typeof user !== 'number' && typeof user !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('user', ['number', 'string'], user);
  }
  const extra = numberOf(extraGroup, 'extraGroup', 'group');
  const groups = binding.groupsOf(user);
  if (groups === undefined) throw new codes.ERR_UNKNOWN_CREDENTIAL('User', user);
  change('groups', groups.includes(extra) ? groups : [...groups, extra]);
}

module.exports = {
  umask, chdir, kill, abort, getgroups, setgroups, initgroups,
  getuid: get('uid'), geteuid: get('euid'), getgid: get('gid'), getegid: get('egid'),
  setuid: set('uid', 'user'), seteuid: set('euid', 'user'), setgid: set('gid', 'group'), setegid: set('egid', 'group'),
};
