'use strict';

// emitWarning, and the listener that prints warnings.

const live = require('process');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateString } = require('internal/validators');
const { nextTick } = require('internal/task_queue');

let hinted = false;

// The codes and types that --disable-warning names.
const disabled = (binding.flag('disable-warning') ?? '').split('\n');

const isDisabled = (word) => typeof word === 'string' && word !== '' && disabled.includes(word);

function onWarning(warning) {
  if (!(warning instanceof Error)) return;
  const deprecation = warning.name === 'DeprecationWarning';
  if (deprecation && live.noDeprecation) return;
  if (live.env.NODE_NO_WARNINGS === '1' || isDisabled(warning.code) || isDisabled(warning.name)) return;
  const trace = live.traceProcessWarnings || (deprecation && live.traceDeprecation);
  let text = `(${live.release.name}:${live.pid}) `;
  if (warning.code) text += `[${warning.code}] `;
  if (trace && warning.stack) text += warning.stack;
  else text += typeof warning.toString === 'function' ? `${warning}` : Error.prototype.toString.call(warning);
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!trace && !hinted) {
    hinted = true;
    const flag = deprecation ? '--trace-deprecation' : '--trace-warnings';
    const program = require('path').basename(live.argv0 || 'tlsjs', '.exe');
    text += `\n(Use \`${program} ${flag} ...\` to show where the warning was created)`;
  }
  require('internal/console/global').error(text);
}

// emitWarning(warning[, type | options][, code][, ctor])
function emitWarning(warning, type, code, ctor) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ({ ctor, code } = type);
    if (typeof type.detail === 'string') ({ detail } = type);
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    ctor = type;
    code = '';
    type = 'Warning';
  }
  if (type !== undefined) validateString(type, 'type');
  if (typeof code === 'function') {
    ctor = code;
    code = undefined;
  } else if (code !== undefined) {
    validateString(code, 'code');
  }
  if (typeof warning === 'string') {
    warning = make(warning, type, code, ctor, detail);
  } else if (!(warning instanceof Error)) {
    throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (live.noDeprecation) return;
    if (live.throwDeprecation) {
      nextTick(() => {
        throw warning;
      });
      return;
    }
  }
  nextTick(() => live.emit('warning', warning));
}

function make(text, type, code, ctor, detail) {
  const warning = new Error(text);
  warning.name = String(type || 'Warning');
  if (code) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  Error.captureStackTrace(warning, ctor || live.emitWarning);
  return warning;
}

module.exports = { emitWarning, onWarning };
