'use strict';

// What the tab key offers. It evaluates names and reads properties that are values:
// nothing of the user's runs.

const { types: { isProxy } } = require('util');
const { fileCompletions, moduleCompletions } = require('./complete_files.js');

const words = [
  'async', 'await', 'break', 'case', 'catch', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else',
  'export', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'let', 'new', 'null', 'return',
  'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield',
];

// An expression that can be evaluated without harm, at the end of a line: what it
// begins with, members of that, and the beginning of one more.
const literal = String.raw`\d+|'[^']*'|"[^"]*"|` + '`[^`$]*`';
const first = String.raw`\brequire\((?:'[^']*'|"[^"]*")\)|[A-Za-z_$][\w$]*|\((?:${literal})\)|\[\s*\]|\{\s*\}|${literal}`;
const member = String.raw`\??\.[A-Za-z_$][\w$]*|(?:\?\.)?\[(?:${literal})\]`;
const expression = new RegExp(`(${first})((?:${member})*)(\\??\\.)([\\w$]*)$`);
const memberName = new RegExp(String.raw`\??\.([A-Za-z_$][\w$]*)|\[(${literal})\]`, 'g');
const inRequire = /\brequire\s*\(\s*['"`]((?:[\w@./:-]+\/)?[\w@./:-]*)$/;
const inImport = /\bimport\s*\(\s*['"`]((?:[\w@./:-]+\/)?[\w@./:-]*)$/;
const inFs = /fs(?:\.promises)?\.\s*[a-z]\w+\(\s*["'](.*)$/;

function complete(repl, session, given, done) {
  const line = given.trimStart();
  const command = /^\.(\w*)$/.exec(line);
  if (command !== null) {
    done(null, merge([Object.keys(repl.commands)], command[1], command[1]));
    return;
  }
  const module = inRequire.exec(line) || inImport.exec(line);
  if (module !== null) {
    done(null, merge(moduleCompletions(repl, module[1], inImport.test(line)), module[1], module[1]));
    return;
  }
  const file = inFs.exec(line);
  if (file !== null && repl.allowBlockingCompletions) {
    const { names, on } = fileCompletions(file[1]);
    done(null, merge([names], on, on));
    return;
  }
  const found = expression.exec(line);
  const name = /^$|(?<![\w$.])[A-Za-z_$][\w$]*$/.exec(line);
  if (found !== null) members(repl, session, found, done);
  else if (name !== null) done(null, merge(nameGroups(repl, session, name[0]), name[0], name[0]));
  else done(null, [[], undefined]);
}

function nameGroups(repl, session, filter) {
  const groups = [[...session.lexical]];
  let object = repl.context;
  while ((object = Object.getPrototypeOf(object)) !== null) groups.push(namesOf(object));
  groups.push(namesOf(repl.context));
  if (filter !== '') groups.push(words.slice());
  return groups;
}

const isName = /^[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*$/;

// old are names that nobody means.
const old = /^__(?:define|lookup)[GS]etter__$/;

function namesOf(object) {
  const names = Object.getOwnPropertyNames(object);
  // Elements come first, and there may be millions of them.
  let start = names.length;
  while (start > 0 && String(names[start - 1] >>> 0) !== names[start - 1]) start--;
  return names.slice(start).filter((name) => isName.test(name) && !old.test(name));
}

function members(repl, session, found, done) {
  const [match, root, path, dot, begun] = found;
  const head = match.slice(0, match.length - begun.length);
  const keys = Array.from(path.matchAll(memberName), (m) => m[1] || m[2].replace(/^(['"`])(.*)\1$/, '$2'));
  repl.eval(`try { (${root}) } catch {}`, repl.context, session.nextName(), (err, value) => {
    const groups = [];
    try {
      for (const key of keys) value = read(value, key);
      for (const list of chain(err ? undefined : value)) groups.push(list.map((name) => head + name));
    } catch {
      // What cannot be looked into has no members to offer.
    }
    done(null, merge(groups, begun === '' ? '' : match, match));
  });
}

// chain lists the names of an object and of what it inherits, to a depth.
function chain(value) {
  if (value === undefined || value === null) return [];
  const lists = [];
  let object = value;
  if (typeof value === 'object' || typeof value === 'function') lists.push(namesOf(value));
  object = Object.getPrototypeOf(object);
  for (let left = 5; object !== null && left > 0; left--) {
    lists.push(namesOf(object));
    object = Object.getPrototypeOf(object);
  }
  return lists;
}

// read gives a property, undefined where a getter or a proxy would have to be asked.
function read(value, name) {
  let object = value === undefined || value === null ? null : Object(value);
  while (object !== null) {
    if (isProxy(object)) return undefined;
    const own = Reflect.getOwnPropertyDescriptor(object, name);
    if (own !== undefined) return own.value;
    object = Object.getPrototypeOf(object);
  }
  return undefined;
}

// merge takes from groups, the nearest first, what begins with the filter; the
// nearest comes last, and an empty string stands between groups.
function merge(groups, filter, on) {
  const wanted = filter.toLocaleLowerCase();
  const all = [];
  const seen = new Set(['']);
  for (const group of groups) {
    const fresh = [];
    for (const name of group) {
      if (seen.has(name) || !name.toLocaleLowerCase().startsWith(wanted)) continue;
      seen.add(name);
      fresh.push(name);
    }
    if (fresh.length === 0) continue;
    if (all.length > 0) all.unshift('');
    all.unshift(...fresh.sort());
  }
  return [all, on];
}

// completeOnEditorMode inserts what all have in common, and lists nothing.
function completeOnEditorMode(done) {
  return (err, result) => {
    if (err) {
      done(err);
      return;
    }
    const { 0: completions, 1: on = '' } = result;
    let found = completions.filter(Boolean);
    if (on && found.length > 0) found = [common(found)];
    done(null, [found, on]);
  };
}

function common(names) {
  let [prefix] = names;
  for (const name of names) while (!name.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}

module.exports = { complete, completeOnEditorMode };
