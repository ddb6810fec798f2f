'use strict';

// Errors: the stack, brought into Node's form where the engine wrote it, then
// cause, errors and own properties.

const engine = require('internal/engine');
const { getKeys, getPrefix } = require('./inspect_names.js');
const { isError } = require('internal/util');

// normalizeStack turns the engine's own lines into Node's.
function normalizeStack(stack) {
  return stack.includes('\n\tat ') ? engine.normalizeStack(stack) : stack;
}

function getStackString(error) {
  let stack;
  try {
    ({ stack } = error);
  } catch {
    // A getter that throws has no stack to show.
  }
  if (!stack) return Error.prototype.toString.call(error);
  return normalizeStack(String(stack));
}

// removeDuplicateErrorKeys leaves out own properties that the stack shows.
function removeDuplicateErrorKeys(ctx, keys, err, stack) {
  if (ctx.showHidden || keys.length === 0) return;
  for (const name of ['name', 'message', 'stack']) {
    const index = keys.indexOf(name);
    if (index !== -1 && stack.includes(String(err[name]))) {
      keys.splice(index, 1);
    }
  }
}

// identicalRange finds lines of a that b has too, if more than three.
function identicalRange(a, b) {
  for (let i = 0; i < a.length - 3; i++) {
    const pos = b.indexOf(a[i]);
    if (pos === -1) continue;
    const rest = b.length - pos;
    if (rest <= 3) continue;
    const maxLength = Math.min(a.length - i, rest);
    let len = 1;
    while (len < maxLength && a[i + len] === b[pos + len]) len++;
    if (len > 3) return { len, offset: i };
  }
  return { len: 0, offset: 0 };
}

function stackFrames(ctx, err, text) {
  const frames = text.split('\n');
  let cause;
  try {
    ({ cause } = err);
  } catch {
    // A cause that cannot be read has nothing in common.
  }
  if (cause == null || !isError(cause)) return frames;
  const causeStack = getStackString(cause);
  const start = causeStack.indexOf('\n    at');
  if (start === -1) return frames;
  const { len, offset } = identicalRange(frames, causeStack.slice(start + 1).split('\n'));
  if (len > 3) {
    const skipped = len - 2;
    const msg = `    ... ${skipped} lines matching cause stack trace ...`;
    frames.splice(offset + 1, skipped, ctx.stylize(msg, 'undefined'));
  }
  return frames;
}

const leadingName = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/;
const onlyName = /^([a-z_A-Z0-9-]*Error)$/;

// improveStack puts the name of the class into the first line where the stack
// was written with the name of the base.
function improveStack(stack, constructor, name, tag) {
  let len = name.length;
  const ordinary = name.endsWith('Error') && stack.startsWith(name) &&
    (stack.length === len || stack[len] === ':' || stack[len] === '\n');
  if (constructor !== null && !ordinary) return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const start = leadingName.exec(stack) || onlyName.exec(stack);
    fallback = (start && start[1]) || '';
    len = fallback.length;
    fallback = fallback || 'Error';
  }
  const prefix = getPrefix(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (prefix.includes(name)) {
    return len === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(len)}`;
  }
  return `${prefix} [${name}]${stack.slice(len)}`;
}

const internalFrame = /^    at (?:.*\()?node:/;
const nodeModules = /[/\\]node_modules[/\\](@[^/\\]+[/\\][^/\\]+|[^/\\]+)(?=[/\\])/g;

function colourFrame(ctx, line) {
  if (internalFrame.test(line)) return ctx.stylize(line, 'undefined');
  return line.replace(nodeModules, (all, name) => (
    all.slice(0, all.length - name.length) + ctx.stylize(name, 'module')));
}

function formatError(err, constructor, tag, ctx, keys) {
  const name = err.name != null ? String(err.name) : 'Error';
  let stack = getStackString(err);
  removeDuplicateErrorKeys(ctx, keys, err, stack);
  if ('cause' in err && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(err.errors) && !keys.includes('errors')) keys.push('errors');
  stack = improveStack(stack, constructor, name, tag);
  // The message may itself contain what looks like a frame.
  let pos = (err.message && stack.indexOf(err.message)) || -1;
  if (pos !== -1) pos += err.message.length;
  const start = stack.indexOf('\n    at', pos);
  if (start === -1) {
    stack = `[${stack}]`;
  } else {
    const lines = stackFrames(ctx, err, stack.slice(start + 1));
    const shown = ctx.colors ? lines.map((line) => colourFrame(ctx, line)) : lines;
    stack = `${stack.slice(0, start)}\n${shown.join('\n')}`;
  }
  if (ctx.indentationLvl !== 0) {
    stack = stack.replace(/\n/g, `\n${' '.repeat(ctx.indentationLvl)}`);
  }
  return stack;
}

function describeError(ctx, view) {
  view.keys = getKeys(view.value, ctx.showHidden);
  view.base = formatError(view.value, view.constructor, view.tag, ctx, view.keys);
  view.braces = ['{', '}'];
  if (view.empty) view.done = view.base;
}

module.exports = { describeError, getStackString, identicalRange, normalizeStack };
