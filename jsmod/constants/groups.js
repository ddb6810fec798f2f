'use strict';

// A group is made when it is first asked for: most scripts ask for none.
function lazy(target, name, make) {
  let value;
  Object.defineProperty(target, name, {
    enumerable: true,
    get() {
      return value || (value = make());
    },
  });
}

function makeOs() {
  const os = Object.create(null);
  Object.defineProperty(os, 'UV_UDP_REUSEADDR', { value: 4, enumerable: true });
  for (const name of ['dlopen', 'errno', 'signals', 'priority']) {
    os[name] = binding.group(name);
  }
  return os;
}

function makeCrypto() {
  const crypto = binding.group('crypto');
  crypto.defaultCipherList = binding.cipherList() || crypto.defaultCoreCipherList;
  return crypto;
}

lazy(exports, 'os', makeOs);
lazy(exports, 'errno', () => exports.os.errno);
lazy(exports, 'signals', () => exports.os.signals);
lazy(exports, 'fs', () => binding.group('fs'));
lazy(exports, 'crypto', makeCrypto);
