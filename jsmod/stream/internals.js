'use strict';

// Where the halves of a stream meet without being visible to scripts.
module.exports = {
  // pushBuffer(stream, chunk) is push for a source that knows that chunk is a
  // Buffer with at least one byte.
  pushBuffer: undefined,
  maybeReadMore: undefined,
  afterConstruct: undefined,
  // A writable with a method under this key can take a whole file by itself.
  kPipeFile: Symbol('kPipeFile'),
  // errorOrDestroy(stream, error) asks autoDestroy whether an error ends it.
  errorOrDestroy: undefined,
};
