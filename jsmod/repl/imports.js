'use strict';

// A session takes no import declarations: they are told how import() says the same.

const declaration = /^\s*import\s*(?:([^'"]*?)\s*\bfrom\s*)?(['"])([^'"]+)\2\s*;?\s*$/;

function isStaticImport(text) {
  return declaration.test(text);
}

function dynamicImport(text) {
  const { 1: clause, 3: name } = declaration.exec(text);
  const call = `await import(${JSON.stringify(name)});`;
  if (clause === undefined || clause === '') return call;
  const bound = [];
  const all = [];
  const names = /\{([^}]*)\}/.exec(clause);
  for (const part of clause.replace(/\{[^}]*\}/, '').split(',')) {
    const word = part.trim();
    const namespace = /^\*\s*as\s+(\S+)$/.exec(word);
    if (namespace !== null) all.push(`const ${namespace[1]} = ${call}`);
    else if (word !== '') bound.push(`default: ${word}`);
  }
  if (names !== null) {
    for (const part of names[1].split(',')) {
      const word = part.trim();
      if (word !== '') bound.push(word.replace(/\s+as\s+/, ': '));
    }
  }
  if (bound.length > 0) all.unshift(`const { ${bound.join(', ')} } = ${call}`);
  return all.join(' ');
}

module.exports = { dynamicImport, isStaticImport };
