'use strict';

// FORCE_COLOR counts for streams that are no terminals, too.

const { Console } = require('console');
const { PassThrough } = require('stream');
const util = require('util');

delete process.env.NO_COLOR;
for (const force of [undefined, '0', '1', '2', '3', 'true', 'false', '']) {
  if (force === undefined) delete process.env.FORCE_COLOR;
  else process.env.FORCE_COLOR = force;
  const stdout = new PassThrough();
  new Console({ stdout }).log({ a: 1 }, 'text', ['b']);
  new Console({ stdout, colorMode: false }).log({ a: 1 });
  new Console({ stdout, inspectOptions: { colors: false } }).log({ a: 1 });
  new Console({ stdout }).dir({ a: 1 });
  const text = JSON.stringify(String(stdout.read()));
  process.stdout.write(`${force} ${text} ${JSON.stringify(util.styleText('red', 'x'))}\n`);
}
