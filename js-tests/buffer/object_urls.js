'use strict';
// A Blob has a URL from createObjectURL to revokeObjectURL.
const assert = require('assert');
const { Blob, File, resolveObjectURL } = require('buffer');

const url = URL.createObjectURL(new Blob(['abc'], { type: 'text/Plain' }));
assert.match(url, /^blob:nodedata:[0-9a-f-]{36}$/);
assert.notStrictEqual(url, URL.createObjectURL(new Blob([])));
assert.strictEqual(resolveObjectURL(url).type, 'text/plain');
assert.strictEqual(resolveObjectURL(`${url}#part`).size, 3);
assert.strictEqual(resolveObjectURL(`${url}?x`).size, 3);
assert.strictEqual(resolveObjectURL(new URL(url)).size, 3);
assert.strictEqual(resolveObjectURL('blob:nodedata:'), undefined);
assert.strictEqual(resolveObjectURL('nonsense'), undefined);

const file = resolveObjectURL(URL.createObjectURL(new File(['a'], 'name')));
assert.strictEqual(file instanceof Blob, true);

for (const none of [undefined, null, {}, 'text']) {
  assert.throws(() => URL.createObjectURL(none), { code: 'ERR_INVALID_ARG_TYPE' });
}
assert.throws(() => URL.revokeObjectURL(), { code: 'ERR_MISSING_ARGS' });
URL.revokeObjectURL('nonsense');

resolveObjectURL(url).text().then((text) => {
  assert.strictEqual(text, 'abc');
  URL.revokeObjectURL(url);
  assert.strictEqual(resolveObjectURL(url), undefined);
  console.log('done');
});
