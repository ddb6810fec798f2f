'use strict';
// What is a terminal, and how many colours it is told to have.
const tty = require('tty');
console.log([0, 1, 2, 3, -1, 1e9, 'a', null, undefined, 1.5].map((fd) => tty.isatty(fd)).slice(3));
for (const fd of [-1, 'a']) {
  try {
    new tty.WriteStream(fd);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
const { getColorDepth, hasColors } = tty.WriteStream.prototype;
const environments = [
  {}, { TERM: 'xterm' }, { TERM: 'xterm-256color' }, { TERM: 'dumb' }, { COLORTERM: 'truecolor' }, { COLORTERM: '1' },
  { TERM: 'screen' }, { TERM: 'mosh' }, { TERM: 'linux' }, { TERM: 'unheard-of' }, { TMUX: '1' }, { CI: '1' },
  { CI: '1', TRAVIS: '1' }, { CI: '1', GITHUB_ACTIONS: '1' }, { CI: '1', CI_NAME: 'codeship' },
  { TEAMCITY_VERSION: '9.1.0' }, { TEAMCITY_VERSION: '8.0' }, { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.1' },
  { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '2.1' }, { TERM_PROGRAM: 'Apple_Terminal' },
  { TERM_PROGRAM: 'HyperTerm' }, { NO_COLOR: '1', TERM: 'xterm' }, { NODE_DISABLE_COLORS: '1', TERM: 'xterm' },
  { FORCE_COLOR: '' }, { FORCE_COLOR: '0' }, { FORCE_COLOR: '2' }, { FORCE_COLOR: '3' },
  { TERM: 'rxvt-unicode' }, { TERM: 'vt100' }, { TERM: 'konsole' }, { TERM: 'xterm-kitty' },
];
const stream = { getColorDepth };
for (const env of environments) console.log(env, getColorDepth(env), hasColors.call(stream, 256, env), hasColors.call(stream, env));
for (const args of [[1], ['a']]) {
  try {
    console.log(hasColors.call(stream, ...args));
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
