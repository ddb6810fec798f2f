'use strict';

// The old module: every group in one flat object, the later ones last.
const { os, fs, crypto } = require('internal/constants');

const { defaultCipherList, ...openssl } = crypto;
Object.assign(exports,
  os.dlopen, os.errno, os.priority, os.signals, fs, openssl);
Object.freeze(exports);
