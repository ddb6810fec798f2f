'use strict';
// tlsjs only: Node 20 leaves out the last byte of a range of a blob: URL, and refuses one without an end
// A range of a blob: URL, which HTTP counts with its last byte.
const assert = require('assert');

async function main() {
  const url = URL.createObjectURL(new Blob(['0123456789'], { type: 'a/b' }));
  for (const [range, text, shown] of [['bytes=2-4', '234', '2-4'], ['bytes=7-', '789', '7-9'], ['bytes=-3', '789', '7-9'],
                                      ['bytes=0-100', '0123456789', '0-9'], ['bytes=-100', '0123456789', '0-9'], ['bytes=9-9', '9', '9-9']]) {
    const response = await fetch(url, { headers: { range } });
    assert.strictEqual(response.status, 206);
    assert.strictEqual(response.headers.get('content-range'), `bytes ${shown}/10`);
    assert.strictEqual(response.headers.get('content-length'), String(text.length));
    assert.strictEqual(await response.text(), text);
  }
  for (const range of ['bytes=5-2', 'bytes=20-']) {
    await assert.rejects(fetch(url, { headers: { range } }), { message: 'fetch failed' });
  }
}
main();
