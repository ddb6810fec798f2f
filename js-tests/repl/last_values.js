'use strict';

// _ and _error.

const { run } = require('./common/session.js');

async function main() {
  console.log(await run(['_', '1', '_', '_ + 1', 'var x = 2', '_', '[_]', 'throw new Error("e")', '_', '_error.message', 'null', '_']));
  console.log(await run(['1', '_ = "own"', '2', '_', '_ = 3', '_', '_error = 4', 'throw 5', '_error', '.clear', '_']));
  console.log(await run(['let _ = "lexical"', '1', '_']));
}

main();
