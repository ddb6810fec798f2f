'use strict';

// Stats, Dirent and StatFs: what the numbers of the Go half look like.

const { fs: constants } = require('internal/constants');
const { S_IFMT } = constants;

const fields = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks'];
const times = ['atime', 'mtime', 'ctime', 'birthtime'];

function StatsBase() {}

const typeTests = {
  isDirectory: 'S_IFDIR', isFile: 'S_IFREG', isBlockDevice: 'S_IFBLK', isCharacterDevice: 'S_IFCHR',
  isSymbolicLink: 'S_IFLNK', isFIFO: 'S_IFIFO', isSocket: 'S_IFSOCK',
};

for (const name of Object.keys(typeTests)) {
  const bits = constants[typeTests[name]];
  StatsBase.prototype[name] = function() {
    return this._checkModeProperty(bits);
  };
}

StatsBase.prototype._checkModeProperty = function(property) {
  return (Number(this.mode) & S_IFMT) === property;
};

function dateFromMs(ms) {
  // Half a millisecond is added, and cut off again: rounding as the system's own tools do.
  return new Date(Math.trunc(Number(ms) + 0.5));
}

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs,
               birthtimeMs) {
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
  this.atime = dateFromMs(atimeMs);
  this.mtime = dateFromMs(mtimeMs);
  this.ctime = dateFromMs(ctimeMs);
  this.birthtime = dateFromMs(birthtimeMs);
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);

function BigIntStats(n) {
  for (let i = 0; i < fields.length; i++) this[fields[i]] = n[i];
  for (let i = 0; i < times.length; i++) {
    this[`${times[i]}Ms`] = n[10 + 2 * i] * 1000n + n[11 + 2 * i] / 1000000n;
  }
  for (let i = 0; i < times.length; i++) {
    this[`${times[i]}Ns`] = n[10 + 2 * i] * 1000000000n + n[11 + 2 * i];
  }
  for (const name of times) this[name] = dateFromMs(this[`${name}Ms`]);
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);
Object.setPrototypeOf(BigIntStats, StatsBase);
BigIntStats.prototype._checkModeProperty = function(property) {
  return (this.mode & BigInt(S_IFMT)) === BigInt(property);
};

// makeStats reads the 18 numbers of binding.stat; undefined when there is no
// file.
function makeStats(memory, bigint) {
  if (memory === undefined) return undefined;
  if (bigint) return new BigIntStats(new BigInt64Array(memory));
  const n = new Float64Array(memory);
  const ms = (i) => n[i] * 1000 + n[i + 1] / 1e6;
  return new Stats(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], ms(10), ms(12), ms(14), ms(16));
}

class StatFs {
  constructor(type, bsize, blocks, bfree, bavail, files, ffree) {
    this.type = type;
    this.bsize = bsize;
    this.blocks = blocks;
    this.bfree = bfree;
    this.bavail = bavail;
    this.files = files;
    this.ffree = ffree;
  }
}

function makeStatFs(memory, bigint) {
  return new StatFs(...(bigint ? new BigInt64Array(memory) : new Float64Array(memory)));
}

const kType = Symbol('type');
const direntTests = {
  isDirectory: 'UV_DIRENT_DIR', isFile: 'UV_DIRENT_FILE', isBlockDevice: 'UV_DIRENT_BLOCK',
  isCharacterDevice: 'UV_DIRENT_CHAR', isSymbolicLink: 'UV_DIRENT_LINK', isFIFO: 'UV_DIRENT_FIFO',
  isSocket: 'UV_DIRENT_SOCKET',
};

class Dirent {
  constructor(name, type, path) {
    this.name = name;
    this.parentPath = path;
    this.path = path;
    this[kType] = type;
  }
}

for (const name of Object.keys(direntTests)) {
  const type = constants[direntTests[name]];
  Object.defineProperty(Dirent.prototype, name, {
    value() {
      return this[kType] === type;
    },
    writable: true,
    configurable: true,
  });
}

module.exports = { BigIntStats, Dirent, StatFs, Stats, makeStatFs, makeStats };
