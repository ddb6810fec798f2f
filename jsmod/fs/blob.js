'use strict';

// openAsBlob: a Blob of a file, which is read at once. Blobs are in memory here.

const { getValidatedPath, stringToFlags } = require('./utils.js');
const { promise } = require('./operations.js');
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateObject, validateString } = require('internal/validators');

function openAsBlob(path, options = {}) {
  validateObject(options, 'options');
  const { type = '' } = options;
  validateString(type, 'options.type');
  return read(getValidatedPath(path), type);
}

async function read(path, type) {
  let bytes;
  try {
    bytes = await promise(binding.readFile, [path, stringToFlags('r')]);
  } catch (error) {
    if (error.code === 'ERR_ACCESS_DENIED') throw error;
    throw unreadable(path, error);
  }
  return require('internal/blob').blobOver(bytes, type);
}

// The words are Node's, without an argument's name.
function unreadable(path, cause) {
  const error = new ERR_INVALID_ARG_VALUE('path', path);
  error.message = 'Unable to open file as blob';
  error.cause = cause;
  return error;
}

module.exports = { openAsBlob };
