'use strict';

// lchmod is macOS's alone: a link is opened as itself and changed.

const { constants, getValidatedPath, makeCallback } = require('./utils.js');
const { parseFileMode } = require('internal/validators');

const flags = () => constants.O_WRONLY | constants.O_SYMLINK;

function lchmod(path, mode, callback) {
  makeCallback(callback);
  mode = parseFileMode(mode, 'mode');
  binding.open(getValidatedPath(path), flags(), 0, (err, fd) => {
    if (err) return callback(err);
    binding.fchmod(fd, mode, (failed) => {
      binding.close(fd, (closeFailed) => callback(failed || closeFailed));
    });
  });
}

function lchmodSync(path, mode) {
  mode = parseFileMode(mode, 'mode');
  const fd = binding.open(getValidatedPath(path), flags(), 0);
  try {
    binding.fchmod(fd, mode);
  } finally {
    binding.close(fd);
  }
}

module.exports = { lchmod, lchmodSync };
