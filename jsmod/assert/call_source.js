'use strict';

// The text of the call that failed, read from the source file at the place
// that the stack names.

// skipText returns the index after a string, template or comment at i, or i
// where none begins.
function skipText(text, i) {
  const c = text[i];
  if (c === '\'' || c === '"' || c === '`') {
    for (let j = i + 1; j < text.length; j++) {
      if (text[j] === '\\') j++;
      else if (text[j] === c) return j + 1;
    }
    return text.length;
  }
  if (c === '/' && text[i + 1] === '/') {
    const end = text.indexOf('\n', i);
    return end === -1 ? text.length : end;
  }
  if (c === '/' && text[i + 1] === '*') {
    const end = text.indexOf('*/', i + 2);
    return end === -1 ? text.length : end + 2;
  }
  if (c === '/' && /[(,=:[!&|?{};]\s*$/.test(text.slice(0, i))) return skipRegExp(text, i);
  return i;
}

function skipRegExp(text, i) {
  let inClass = false;
  for (let j = i + 1; j < text.length && text[j] !== '\n'; j++) {
    if (text[j] === '\\') j++;
    else if (text[j] === '[') inClass = true;
    else if (text[j] === ']') inClass = false;
    else if (text[j] === '/' && !inClass) return j + 1;
  }
  return i + 1;
}

// closing is the index of the parenthesis that closes the one at open.
function closing(text, open) {
  let depth = 0;
  for (let i = open; i < text.length;) {
    const next = skipText(text, i);
    if (next !== i) {
      i = next;
      continue;
    }
    const c = text[i];
    if (c === '(' || c === '[' || c === '{') depth++;
    else if (c === ')' || c === ']' || c === '}') {
      if (--depth === 0) return c === ')' ? i : -1;
    }
    i++;
  }
  return -1;
}

const callee = /[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*|\[[^\]]*\])*$/;
const frame = /(?:\(|at )([^()]*?):(\d+):(\d+)\)?$/;

// callSource finds the call in the outermost frame of an error's stack.
function callSource(stack, source) {
  const line = stack.split('\n').find((text) => text.startsWith('    at '));
  const at = line === undefined ? null : frame.exec(line);
  if (at === null) return undefined;
  const text = source(at[1], Number(at[2]));
  if (text === undefined) return undefined;
  const column = Number(at[3]) - 1;
  const open = text.indexOf('(', column);
  if (open === -1 || open > column + 200) return undefined;
  const name = callee.exec(text.slice(0, open));
  const end = closing(text, open);
  if (name === null || end === -1) return undefined;
  return text.slice(name.index, end + 1);
}

// indent sets the lines of the call below each other.
function indent(call) {
  return call.split('\n').map((line, i) => (i === 0 ? line : `  ${line.trimStart()}`)).join('\n');
}

function falsyMessage(stack, source) {
  const call = callSource(stack, source);
  if (call === undefined) return undefined;
  return `The expression evaluated to a falsy value:\n\n  ${indent(call)}\n`;
}

module.exports = { falsyMessage };
