'use strict';

// util.parseArgs: command-line arguments by Node's (and POSIX's) conventions.

const {
  codes: {
    ERR_INVALID_ARG_VALUE, ERR_PARSE_ARGS_INVALID_OPTION_VALUE,
    ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL, ERR_PARSE_ARGS_UNKNOWN_OPTION,
  },
} = require('internal/errors');
const {
  validateArray, validateBoolean, validateBooleanArray, validateObject, validateString,
  validateStringArray, validateUnion,
} = require('internal/validators');

const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

function mainArgs() {
  const { argv, execArgv } = process;
  // With -e or -p there is no script among the arguments.
  const evaluated = execArgv.some((arg) => /^(-e|-p|-pe|--eval|--print)(=|$)/.test(arg));
  return argv.slice(evaluated ? 1 : 2);
}

function findByShort(short, options) {
  const found = Object.keys(options).find((name) => options[name].short === short);
  return found === undefined ? short : found;
}

function takesValue(name, options) {
  return hasOwn(options, name) && options[name].type === 'string';
}

// tokenize says of each argument what it is, without judging it.
function tokenize(args, options) {
  const tokens = [];
  const rest = args.slice();
  let index = -1;
  // How many of the rest come from a group of short options.
  let grouped = 0;
  while (rest.length > 0) {
    const arg = rest.shift();
    if (grouped > 0) grouped--;
    else index++;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const value of rest) tokens.push({ kind: 'positional', index: ++index, value });
      break;
    }
    if (/^-[^-]$/.test(arg)) {
      index = pushShort(tokens, arg, rest, options, index);
    } else if (/^-[^-]./.test(arg) && !takesValue(findByShort(arg[1], options), options)) {
      const parts = expandGroup(arg, options);
      rest.unshift(...parts);
      grouped = parts.length;
    } else if (/^-[^-]./.test(arg)) {
      tokens.push({
        kind: 'option', name: findByShort(arg[1], options), rawName: arg.slice(0, 2), index,
        value: arg.slice(2), inlineValue: true,
      });
    } else if (arg.startsWith('--') && arg.length > 2) {
      index = pushLong(tokens, arg, rest, options, index);
    } else {
      tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

// expandGroup makes -abc into -a -b -c, up to one that takes the rest as its
// value.
function expandGroup(arg, options) {
  const parts = [];
  for (let i = 1; i < arg.length; i++) {
    const name = findByShort(arg[i], options);
    if (takesValue(name, options) && i !== arg.length - 1) {
      parts.push(`-${arg.slice(i)}`);
      break;
    }
    parts.push(`-${arg[i]}`);
  }
  return parts;
}

function pushShort(tokens, arg, rest, options, index) {
  const name = findByShort(arg[1], options);
  const token = { kind: 'option', name, rawName: arg, index, value: undefined, inlineValue: undefined };
  tokens.push(token);
  return takeNext(token, rest, options, index);
}

function pushLong(tokens, arg, rest, options, index) {
  const equals = arg.indexOf('=');
  if (equals > 2) {
    tokens.push({
      kind: 'option', name: arg.slice(2, equals), rawName: arg.slice(0, equals), index,
      value: arg.slice(equals + 1), inlineValue: true,
    });
    return index;
  }
  const token = {
    kind: 'option', name: arg.slice(2), rawName: arg, index, value: undefined,
    inlineValue: undefined,
  };
  tokens.push(token);
  return takeNext(token, rest, options, index);
}

function takeNext(token, rest, options, index) {
  if (!takesValue(token.name, options) || rest.length === 0) return index;
  token.value = rest.shift();
  token.inlineValue = false;
  return index + 1;
}

function checkStrict(token, config) {
  const { options, allowPositionals } = config;
  if (!hasOwn(options, token.name)) {
    throw new ERR_PARSE_ARGS_UNKNOWN_OPTION(token.rawName, allowPositionals);
  }
  const { short, type } = options[token.name];
  const shown = `${short ? `-${short}, ` : ''}--${token.name}`;
  if (type === 'string' && typeof token.value !== 'string') {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value != null) {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
      `Option '${shown}' does not take an argument`);
  }
}

function checkAmbiguous(token) {
  if (token.inlineValue || typeof token.value !== 'string' || token.value.length < 2 ||
      !token.value.startsWith('-')) {
    return;
  }
  const example = token.rawName.startsWith('--') ? `'${token.rawName}=-XYZ'` :
    `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
  throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
    `Option '${token.rawName}' argument is ambiguous.\n` +
    `Did you forget to specify the option argument for '${token.rawName}'?\n` +
    `To specify an option argument starting with a dash use ${example}.`);
}

function store(token, options, values, allowNegative) {
  let { name, value } = token;
  if (name === '__proto__') return;
  if (allowNegative && name.startsWith('no-') && value === undefined) {
    name = name.slice(3);
    value = false;
  } else if (value === undefined) {
    value = true;
  }
  if (hasOwn(options, name) && options[name].multiple) {
    if (values[name] === undefined) values[name] = [];
    values[name].push(value);
  } else {
    values[name] = value;
  }
}

function validateOptions(options) {
  validateObject(options, 'options');
  for (const name of Object.keys(options)) {
    const option = options[name];
    validateObject(option, `options.${name}`);
    validateUnion(option.type, `options.${name}.type`, ['string', 'boolean']);
    if (hasOwn(option, 'short')) {
      validateString(option.short, `options.${name}.short`);
      if (option.short.length !== 1) {
        throw new ERR_INVALID_ARG_VALUE(`options.${name}.short`, option.short,
                                        'must be a single character');
      }
    }
    if (hasOwn(option, 'multiple')) validateBoolean(option.multiple, `options.${name}.multiple`);
    if (option.default !== undefined) validateDefault(option, `options.${name}.default`);
  }
}

function validateDefault(option, name) {
  const one = option.type === 'string' ? validateString : validateBoolean;
  const many = option.type === 'string' ? validateStringArray : validateBooleanArray;
  (option.multiple ? many : one)(option.default, name);
}

function parseArgs(config = {}) {
  const pick = (key, def) => (config[key] === undefined ? def : config[key]);
  const args = pick('args', undefined) === undefined ? mainArgs() : config.args;
  const strict = pick('strict', true);
  const allowPositionals = pick('allowPositionals', !strict);
  const returnTokens = pick('tokens', false);
  const allowNegative = pick('allowNegative', false);
  const options = pick('options', {});
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(returnTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  validateOptions(options);

  const tokens = tokenize(args, options);
  const values = Object.create(null);
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) {
        const negated = allowNegative && token.name.startsWith('no-') &&
          hasOwn(options, token.name.slice(3)) && options[token.name.slice(3)].type === 'boolean';
        if (!negated) checkStrict(token, { options, allowPositionals });
        checkAmbiguous(token);
      }
      store(token, options, values, allowNegative);
    } else if (token.kind === 'positional') {
      if (!allowPositionals) throw new ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      positionals.push(token.value);
    }
  }
  for (const name of Object.keys(options)) {
    if (options[name].default !== undefined && values[name] === undefined) {
      values[name] = options[name].default;
    }
  }
  const result = { values, positionals };
  if (returnTokens) result.tokens = tokens;
  return result;
}

module.exports = { parseArgs };
