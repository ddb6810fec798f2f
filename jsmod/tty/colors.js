'use strict';

// How many colours a terminal shows, told from the environment: 1, 4, 8 or 24
// bits.

const { validateInteger } = require('internal/validators');

const byTerm = {
  __proto__: null,
  'eterm': 4, 'cons25': 4, 'console': 4, 'cygwin': 4, 'dtterm': 4, 'gnome': 4, 'hurd': 4, 'jfbterm': 4,
  'konsole': 4, 'kterm': 4, 'mlterm': 4, 'mosh': 24, 'putty': 4, 'st': 4, 'rxvt-unicode-24bit': 24,
  'terminator': 24,
};

const likeTerm = [
  /ansi/, /color/, /linux/, /^con[0-9]*x[0-9]/, /^rxvt/, /^screen/, /^xterm/, /^vt100/, /^vt220/,
];

const byCi = [
  'APPVEYOR', 'BUILDKITE', 'CIRCLECI', 'DRONE', 'GITHUB_ACTIONS', 'GITLAB_CI', 'TRAVIS',
];

let warned = false;

// A script that forces colours against the user's wish is told so, once.
function warnOfConflict(env) {
  if (warned || (env.NODE_DISABLE_COLORS === undefined && env.NO_COLOR === undefined)) return;
  warned = true;
  const ignored = env.NODE_DISABLE_COLORS !== undefined ? 'NODE_DISABLE_COLORS' : 'NO_COLOR';
  process.emitWarning(`The '${ignored}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
}

function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) {
    switch (env.FORCE_COLOR) {
      case '': case '1': case 'true':
        warnOfConflict(env);
        return 4;
      case '2':
        warnOfConflict(env);
        return 8;
      case '3':
        warnOfConflict(env);
        return 24;
      default:
        return 1;
    }
  }
  if (env.NODE_DISABLE_COLORS !== undefined || env.NO_COLOR !== undefined || env.TERM === 'dumb') return 1;
  if (process.platform === 'win32') return windowsDepth();
  if (env.TMUX) return 8;
  if ('CI' in env) return ciDepth(env);
  if ('TEAMCITY_VERSION' in env) {
    return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? 4 : 1;
  }
  return programDepth(env);
}

// shouldColorize tells whether what is written to a stream is coloured. The user's
// word counts for streams that are no terminals, too.
function shouldColorize(stream) {
  if (process.env.FORCE_COLOR !== undefined) return getColorDepth() > 2;
  return Boolean(stream.isTTY) &&
    (typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true);
}

function ciDepth(env) {
  return byCi.some((name) => name in env) || env.CI_NAME === 'codeship' ? 8 : 1;
}

function programDepth(env) {
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app':
      return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? 8 : 24;
    case 'HyperTerm': case 'MacTerm':
      return 24;
    case 'Apple_Terminal':
      return 8;
    default:
  }
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 24;
  if (env.TERM) {
    if (/^xterm-256/.test(env.TERM)) return 8;
    const term = env.TERM.toLowerCase();
    if (byTerm[term]) return byTerm[term];
    if (likeTerm.some((pattern) => pattern.test(term))) return 4;
  }
  return env.COLORTERM ? 4 : 1;
}

// Windows shows 256 colours from build 10586 on, all from build 14931.
function windowsDepth() {
  const [major, , build] = require('os').release().split('.').map(Number);
  if (major < 10 || build < 10586) return 4;
  return build >= 14931 ? 24 : 8;
}

function hasColors(count, env) {
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    env = count;
    count = 16;
  } else {
    validateInteger(count, 'count', 2);
  }
  return count <= 2 ** getColorDepth(env);
}

module.exports = { getColorDepth, hasColors, shouldColorize };
