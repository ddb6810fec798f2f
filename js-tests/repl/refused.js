'use strict';

// tlsjs only: there is one context, and nothing can be evaluated without its effects

const assert = require('assert');
const { run, start } = require('./common/session.js');

assert.throws(() => start({ terminal: true, preview: true }), {
  code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', option: 'preview',
});

async function main() {
  // Without a terminal there are no previews: the option has no effect, as in Node.
  console.log(await run(['1'], { terminal: false, preview: true }));
  // What a session adds is found everywhere, until it is cleared. A function stays.
  console.log(await run(['var added = 1', 'function stays() {}', 'globalThis.more = 2'], { useGlobal: false }));
  console.log(typeof globalThis.added, typeof globalThis.more, typeof globalThis.stays);
  console.log(await run(['var again = 1', 'globalThis.more2 = 2', '.clear', 'typeof again + typeof more2'], { useGlobal: false }));
}

main();
