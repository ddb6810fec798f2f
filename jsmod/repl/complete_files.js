'use strict';

// What the tab key offers within quotation marks: modules and files.

const fs = require('fs');
const path = require('path');
const Module = require('module');

// withScheme are the modules by their other names, and those that have no other.
const withScheme = Module.builtinModules.filter((name) => !name.startsWith('_')).map((name) => `node:${name}`)
  .concat(['node:test', 'node:test/reporters'].filter((name) => Module.isBuiltin(name)));

function entries(folder) {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isFolder(folder, entry) {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return fs.statSync(path.join(folder, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

// moduleCompletions returns groups for require('… and import('….
function moduleCompletions(repl, begun, isImport) {
  if (begun === '.') return [['./', '../']];
  if (begun === '..') return [['../']];
  const relative = /^\.\.?\//.test(begun);
  const bases = relative ? [process.cwd()] : [...(repl.context.module.paths || []), ...Module.globalPaths];
  const folder = begun.slice(0, begun.lastIndexOf('/') + 1);
  const names = [];
  for (const base of bases) {
    const within = path.resolve(base, folder);
    for (const entry of entries(within)) modulesOf(within, entry, isImport, (name) => names.push(folder + name));
  }
  const groups = names.length > 0 ? [names] : [];
  if (!relative) {
    groups.push([...require('./repl.js').builtinModules], withScheme);
  }
  return groups;
}

function modulesOf(folder, entry, isImport, add) {
  const { name } = entry;
  if (name === '.npmrc' || /-\d+\.\d+/.test(name)) return;
  if (isFolder(folder, entry)) {
    add(`${name}/`);
    const inside = entries(path.join(folder, name)).map((e) => e.name);
    const index = Object.keys(Module._extensions).map((extension) => `index${extension}`);
    if (inside.includes('package.json') || index.some((file) => inside.includes(file))) add(name);
    return;
  }
  const extension = path.extname(name);
  const known = isImport ? ['.js', '.cjs', '.mjs', '.json'] : Object.keys(Module._extensions);
  if (!known.includes(extension)) return;
  if (isImport) add(name);
  else if (name !== `index${extension}` || folder === process.cwd()) add(name.slice(0, -extension.length));
}

// fileCompletions returns what may follow in the name of a file.
function fileCompletions(begun) {
  const inside = entries(begun);
  if (inside.length > 0) return { names: inside.map((entry) => entry.name), on: '' };
  return { names: entries(path.dirname(begun)).map((entry) => entry.name), on: path.basename(begun) };
}

module.exports = { fileCompletions, moduleCompletions };
