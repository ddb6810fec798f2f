'use strict';

// What require('fs') gives.

const { constants, toUnixTimestamp } = require('./utils.js');
const { Dirent, Stats } = require('./stats.js');
const { callbacks, synchronous } = require('./operations.js');
const readwrite = require('./readwrite.js');
const file = require('./file.js');

// Files of this family that few scripts need are loaded at the first use.
function later(name, load) {
  return {
    __proto__: null, enumerable: true, configurable: true,
    get() {
      return load()[name];
    },
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
  };
}

function define(names, load) {
  for (const name of names) Object.defineProperty(fs, name, later(name, load));
}

const fs = module.exports;
const { realpathNative, ...single } = callbacks;
const { realpathNativeSync, ...singleSync } = synchronous;
single.realpath.native = realpathNative;
singleSync.realpathSync.native = realpathNativeSync;

Object.assign(fs, single, singleSync);
for (const name of ['read', 'readSync', 'readv', 'readvSync', 'write', 'writeSync', 'writev', 'writevSync']) {
  fs[name] = readwrite[name];
}
for (const name of [
  'appendFile', 'appendFileSync', 'close', 'closeSync', 'exists', 'existsSync', 'readFile', 'readFileSync',
  'truncate', 'truncateSync', 'writeFile', 'writeFileSync',
]) {
  fs[name] = file[name];
}
fs.Dirent = Dirent;
fs.Stats = Stats;
fs._toUnixTimestamp = toUnixTimestamp;

define(['rm', 'rmSync', 'rmdir', 'rmdirSync'], () => require('./tree.js'));
define(['cp', 'cpSync'], () => require('./cp.js'));
define(['unwatchFile', 'watchFile'], () => require('./watch.js'));
define(['watch'], () => require('./fswatcher.js'));
define(['openAsBlob'], () => require('./blob.js'));
define(['Dir', 'opendir', 'opendirSync'], () => require('./dir.js'));
define(['createReadStream', 'createWriteStream', 'ReadStream', 'WriteStream'], () => require('./streams.js'));
for (const name of ['ReadStream', 'WriteStream']) {
  Object.defineProperty(fs, `File${name}`, { ...later(name, () => require('./streams.js')), set: undefined });
}

for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) {
  Object.defineProperty(fs, name, { value: constants[name] || 0, enumerable: true });
}
Object.defineProperty(fs, 'constants', { value: constants, enumerable: true });
Object.defineProperty(fs, 'promises', {
  configurable: true,
  enumerable: true,
  get: () => require('./promises.js'),
});

if (constants.O_SYMLINK !== undefined) Object.assign(fs, require('./lchmod.js'));
