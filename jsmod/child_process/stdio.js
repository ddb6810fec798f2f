'use strict';

// The option stdio: what each descriptor of a child leads to.

const { codes } = require('internal/errors');

function isView(value) {
  return ArrayBuffer.isView(value);
}

// spread makes the array of one word.
function spread(word, channel) {
  let list;
  if (word === 'ignore' || word === 'overlapped' || word === 'pipe') list = [word, word, word];
  else if (word === 'inherit') list = [0, 1, 2];
  else throw new codes.ERR_INVALID_ARG_VALUE('stdio', word);
  if (channel) list.push(channel);
  return list;
}

// plan returns { stdio, ipcFd }: stdio has for each descriptor its type (pipe,
// overlapped, ignore, inherit, fd, wrap) and what belongs to that. ipcFd is
// undefined without a channel.
function plan(stdio, sync) {
  if (typeof stdio === 'string') stdio = spread(stdio);
  else if (!Array.isArray(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  // The standard streams are always there; a caller sees that, as in Node.
  while (stdio.length < 3) stdio.push(undefined);
  let ipcFd;
  const list = stdio.map((wish, fd) => {
    if (wish === 'ipc') {
      if (sync) throw new codes.ERR_IPC_SYNC_FORK();
      if (ipcFd !== undefined) throw new codes.ERR_IPC_ONE_PIPE();
      ipcFd = fd;
      return { type: 'pipe', ipc: true };
    }
    return entry(wish, fd, sync);
  });
  return { stdio: list, ipcFd };
}

function entry(wish, fd, sync) {
  if (wish === undefined || wish === null) wish = fd < 3 ? 'pipe' : 'ignore';
  if (wish === 'ignore') return { type: 'ignore' };
  if (wish === 'pipe' || wish === 'overlapped' || (typeof wish === 'number' && wish < 0)) {
    return { type: wish === 'overlapped' ? 'overlapped' : 'pipe', readable: fd === 0, writable: fd !== 0 };
  }
  if (wish === 'inherit') return { type: 'inherit', fd };
  if (typeof wish === 'number') return { type: 'fd', fd: wish };
  if (typeof wish === 'object' && typeof wish.fd === 'number') return { type: 'fd', fd: wish.fd };
  const handle = handleOf(wish);
  if (handle !== undefined) return { type: 'wrap', handle, stream: wish };
  if (isView(wish) || typeof wish === 'string') {
    if (sync) return { type: 'pipe', readable: fd === 0, writable: fd !== 0, input: wish };
    throw new codes.ERR_INVALID_SYNC_FORK_INPUT(require('util').inspect(wish));
  }
  throw new codes.ERR_INVALID_ARG_VALUE('stdio', wish);
}

// handleOf finds a connection's handle in a socket or in what wraps one.
function handleOf(wish) {
  if (typeof wish !== 'object') return undefined;
  for (const handle of [wish, wish.handle, wish._handle]) {
    if (handle && typeof handle.readStop === 'function') return handle;
  }
  return undefined;
}

module.exports = { plan, spread };
