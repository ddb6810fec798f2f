'use strict';

// What cp() refuses to copy onto what, in which words.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-cp-')));
process.on('exit', () => fs.rmSync(home, { recursive: true }));
const at = (...names) => path.join(home, ...names);
const all = { recursive: true };

fs.mkdirSync(at('folder', 'in'), { recursive: true });
fs.writeFileSync(at('file'), 'x');
fs.mkdirSync(at('links'));
fs.symlinkSync(at('file'), at('links', 'one'));
fs.mkdirSync(at('taken'));
fs.writeFileSync(at('taken', 'one'), 'kept');
fs.mkdirSync(at('goal'));
fs.mkdirSync(at('to-goal'));
fs.symlinkSync(at('goal'), at('to-goal', 'link'));

function told(error) {
  const message = error.message.split(home).join('');
  return `${error.name} ${error.code} ${error.syscall} ${message.split(path.sep).join('/')}`;
}

const cases = {
  'folder over file': () => [at('folder'), at('file'), all],
  'file over folder': () => [at('file'), at('folder'), all],
  'link over file': () => [at('links'), at('taken'), all],
  'link over file, no force': () => [at('links'), at('taken'), { ...all, force: false }],
  'link to the goal': () => [at('to-goal'), at('goal'), all],
  'link to the goal again': () => [at('to-goal'), at('goal'), all],
};

(async () => {
  for (const name of Object.keys(cases)) {
    let error;
    try {
      fs.cpSync(...cases[name]());
    } catch (err) {
      error = err;
    }
    console.log(name, '|', error ? told(error) : 'copied');
    if (error) await assert.rejects(fs.promises.cp(...cases[name]()), { code: error.code });
  }
  assert.strictEqual(fs.readFileSync(at('taken', 'one'), 'utf8'), 'kept');
  assert.throws(() => fs.cpSync(at('file'), at('other'), { filter: async () => true }), {
    name: 'TypeError', code: 'ERR_INVALID_RETURN_VALUE',
    message: 'Expected boolean to be returned from the "filter" function but got an instance of Promise.',
  });
  await fs.promises.cp(at('file'), at('other'), { filter: async () => true });
  assert.strictEqual(fs.readFileSync(at('other'), 'utf8'), 'x');
})();
