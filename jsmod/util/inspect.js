'use strict';

// util.inspect: options, colours and the entry. What a value looks like is in
// inspect_value.js, where lines break in inspect_layout.js.

const { formatValue } = require('./inspect_value.js');
const { getStringWidth, isZeroWidthCodePoint } = require('./inspect_layout.js');
const { kObjectOptions, stylizeNoColor } = require('./inspect_primitive.js');

const inspectDefaultOptions = Object.seal({
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
});

const optionNames = kObjectOptions;

// makeContext is the state of one call: the options and where it stands.
function makeContext(opts, legacy) {
  const ctx = {
    budget: {},
    indentationLvl: 0,
    seen: [],
    currentDepth: 0,
    stylize: stylizeNoColor,
    userOptions: undefined,
    circular: undefined,
    inspect,
  };
  for (let i = 0; i < optionNames.length; i++) {
    ctx[optionNames[i]] = inspectDefaultOptions[optionNames[i]];
  }
  if (legacy !== undefined) {
    if (legacy.depth !== undefined) ctx.depth = legacy.depth;
    if (legacy.colors !== undefined) ctx.colors = legacy.colors;
  }
  if (typeof opts === 'boolean') ctx.showHidden = opts;
  else if (opts) setOptions(ctx, opts);
  if (ctx.colors) ctx.stylize = stylizeWithColor;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return ctx;
}

function setOptions(ctx, opts) {
  for (const key of Object.keys(opts)) {
    if (optionNames.includes(key) || key === 'stylize') ctx[key] = opts[key];
    // What is not ours is passed on to custom inspect functions.
    else if (ctx.userOptions === undefined) ctx.userOptions = opts;
  }
}

function inspect(value, opts) {
  let legacy;
  if (arguments.length > 2) legacy = { depth: arguments[2], colors: arguments[3] };
  return formatValue(makeContext(opts, legacy), value, 0);
}

inspect.custom = Symbol.for('nodejs.util.inspect.custom');

Object.defineProperty(inspect, 'defaultOptions', {
  get() {
    return inspectDefaultOptions;
  },
  set(options) {
    require('internal/validators').validateObject(options, 'options');
    return Object.assign(inspectDefaultOptions, options);
  },
});

const defaultFG = 39;
const defaultBG = 49;

inspect.colors = Object.assign(Object.create(null), {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
  black: [30, defaultFG],
  red: [31, defaultFG],
  green: [32, defaultFG],
  yellow: [33, defaultFG],
  blue: [34, defaultFG],
  magenta: [35, defaultFG],
  cyan: [36, defaultFG],
  white: [37, defaultFG],
  bgBlack: [40, defaultBG],
  bgRed: [41, defaultBG],
  bgGreen: [42, defaultBG],
  bgYellow: [43, defaultBG],
  bgBlue: [44, defaultBG],
  bgMagenta: [45, defaultBG],
  bgCyan: [46, defaultBG],
  bgWhite: [47, defaultBG],
  framed: [51, 54],
  overlined: [53, 55],
  gray: [90, defaultFG],
  redBright: [91, defaultFG],
  greenBright: [92, defaultFG],
  yellowBright: [93, defaultFG],
  blueBright: [94, defaultFG],
  magentaBright: [95, defaultFG],
  cyanBright: [96, defaultFG],
  whiteBright: [97, defaultFG],
  bgGray: [100, defaultBG],
  bgRedBright: [101, defaultBG],
  bgGreenBright: [102, defaultBG],
  bgYellowBright: [103, defaultBG],
  bgBlueBright: [104, defaultBG],
  bgMagentaBright: [105, defaultBG],
  bgCyanBright: [106, defaultBG],
  bgWhiteBright: [107, defaultBG],
});

const aliases = [
  'gray', 'grey', 'gray', 'blackBright', 'bgGray', 'bgGrey', 'bgGray', 'bgBlackBright', 'dim', 'faint',
  'inverse', 'swapcolors', 'inverse', 'swapColors', 'hidden', 'conceal', 'strikethrough', 'strikeThrough', 'strikethrough',
  'crossedout', 'strikethrough', 'crossedOut', 'doubleunderline', 'doubleUnderline',
];
for (let i = 0; i < aliases.length; i += 2) {
  const target = aliases[i];
  Object.defineProperty(inspect.colors, aliases[i + 1], {
    get() { return this[target]; },
    set(value) { this[target] = value; },
    configurable: true,
    enumerable: false,
  });
}

inspect.styles = Object.assign(Object.create(null), {
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: 'red',
  module: 'underline',
});

function stylizeWithColor(str, styleType) {
  const style = inspect.styles[styleType];
  if (style === undefined) return str;
  const color = inspect.colors[style];
  if (color === undefined) return str;
  return `\u001b[${color[0]}m${str}\u001b[${color[1]}m`;
}

let ansi;

// ansiPattern matches escape sequences of terminals: colours, cursor movements,
// links.
function ansiPattern() {
  if (ansi === undefined) {
    ansi = new RegExp(
      '[\\u001B\\u009B][[\\]()#;?]*' +
      '(?:(?:(?:(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]+)*' +
      '|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]*)*)?' +
      '(?:\\u0007|\\u001B\\u005C|\\u009C))' +
      '|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-ntqry=><~]))', 'g');
  }
  return ansi;
}

function stripVTControlCharacters(str) {
  require('internal/validators').validateString(str, 'str');
  return str.replace(ansiPattern(), '');
}

Object.assign(exports, {
  getStringWidth,
  inspect,
  inspectDefaultOptions,
  isZeroWidthCodePoint,
  stripVTControlCharacters,
});

for (const name of ['format', 'formatWithOptions']) {
  Object.defineProperty(exports, name, {
    get() { return require('./format.js')[name]; },
    enumerable: true,
  });
}
