// The part of the Web Crypto API that is there.
'use strict';

const { webcrypto, getRandomValues } = require('crypto');

console.log(webcrypto, webcrypto.subtle, globalThis.crypto === webcrypto);
console.log(webcrypto.getRandomValues(new Uint32Array(4)).length, getRandomValues(new Uint8Array(1)).length);
console.log(/^[0-9a-f-]{36}$/.test(webcrypto.randomUUID()));
for (const bad of [undefined, 'a', new Float32Array(1), new Uint8Array(65537)]) {
  try {
    webcrypto.getRandomValues(bad);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}

async function digests() {
  for (const name of ['SHA-1', 'sha-256', { name: 'SHA-384' }, 'SHA-512']) {
    const sum = await webcrypto.subtle.digest(name, new Uint8Array([1, 2, 3]));
    console.log(sum instanceof ArrayBuffer, Buffer.from(sum).toString('hex'));
  }
  await webcrypto.subtle.digest('MD5', Buffer.alloc(1)).catch((e) => console.log(e.name, e.message));
}
digests();
