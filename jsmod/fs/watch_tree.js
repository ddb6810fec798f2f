'use strict';

// watch with recursive: a folder and those below it, each watched by itself. The
// system watches single folders only.

const EventEmitter = require('events');
const { open } = require('./fswatcher.js');
const { synchronous: { lstatSync, readdirSync, statSync } } = require('./operations.js');
const { basename, join, resolve, sep } = require('path');

// Folders that go while they are looked at, or that cannot be read, are passed over.
const passing = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ERR_ACCESS_DENIED']);

class TreeWatcher extends EventEmitter {
  constructor(path, persistent) {
    super();
    const root = resolve(typeof path === 'string' ? path : Buffer.from(path).toString());
    // handles has what is watched, by its path from the root on.
    Object.defineProperty(this, '_tree', { value: { root, persistent, handles: new Map(), closed: false } });
    let folder;
    try {
      folder = statSync(root).isDirectory();
    } catch (err) {
      err.filename = root;
      throw err;
    }
    if (!folder) {
      this._open('', (renamed) => this.emit('change', renamed ? 'rename' : 'change', renamed ? '' : basename(root)));
      return;
    }
    try {
      this._add('', () => {});
    } catch (err) {
      this._drop('');
      throw err;
    }
  }

  close() {
    if (this._tree.closed) return;
    this._tree.closed = true;
    this._drop('');
    this.emit('close');
  }

  ref() {
    this._tree.persistent = true;
    for (const handle of this._tree.handles.values()) handle.ref();
    return this;
  }

  unref() {
    this._tree.persistent = false;
    for (const handle of this._tree.handles.values()) handle.unref();
    return this;
  }
}

function hidden(name, value) {
  Object.defineProperty(TreeWatcher.prototype, name, { value, writable: true, configurable: true });
}

hidden('_open', function(path, onchange) {
  const { root, persistent, handles } = this._tree;
  handles.set(path, open(join(root, path), false, persistent, onchange));
});

// _add watches a folder and those below, and tells of what they hold. Each is
// watched before it is read: what comes meanwhile may be told twice.
hidden('_add', function(top, tell) {
  const { root, handles } = this._tree;
  const folders = [top];
  while (folders.length > 0 && !this._tree.closed) {
    const folder = folders.pop();
    if (handles.has(folder)) continue;
    let entries;
    try {
      this._open(folder, (renamed, name) => this._changed(folder, renamed, name));
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch (err) {
      if (folder === '' || !passing.has(err.code)) throw err;
      continue;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      tell(path);
    }
  }
});

hidden('_drop', function(path) {
  const { handles } = this._tree;
  const within = path === '' ? '' : path + sep;
  for (const [name, handle] of handles) {
    if (name !== path && !name.startsWith(within)) continue;
    handle.close();
    handles.delete(name);
  }
});

hidden('_changed', function(folder, renamed, name) {
  const { root, handles } = this._tree;
  if (name === null) {
    // The folder above tells of those below.
    if (folder === '' && renamed && statSync(root, { throwIfNoEntry: false }) === undefined) {
      this._drop('');
      this.emit('change', 'rename', '');
    }
    return;
  }
  const path = join(folder, name);
  if (!renamed) {
    if (!handles.has(path)) this.emit('change', 'change', path);
    return;
  }
  if (handles.has(path)) this._drop(path);
  this.emit('change', 'rename', path);
  if (this._tree.closed) return;
  try {
    const found = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (found !== undefined && found.isDirectory()) {
      this._add(path, (below) => this._tree.closed || this.emit('change', 'rename', below));
    }
  } catch (err) {
    if (!passing.has(err.code)) this.emit('error', err);
  }
});

module.exports = { TreeWatcher };
