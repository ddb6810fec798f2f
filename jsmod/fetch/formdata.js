'use strict';

// FormData, section 4.3 of the XMLHttpRequest standard.

const { finish, innerOf, kState, needArguments, refusal, usvString } = require('./webidl.js');
const { install } = require('./pairs.js');

const customInspect = Symbol.for('nodejs.util.inspect.custom');

class EntryList {
  constructor() {
    // { name, value }, where value is a string or a File.
    this.entries = [];
  }

  pairs() {
    return this.entries.map(({ name, value }) => [name, value]);
  }

  named(name) {
    return this.entries.filter((entry) => entry.name === name);
  }

  remove(name) {
    this.entries = this.entries.filter((entry) => entry.name !== name);
  }

  set(entry) {
    const at = this.entries.findIndex(({ name }) => name === entry.name);
    if (at === -1) {
      this.entries.push(entry);
      return;
    }
    const after = this.entries.slice(at + 1).filter(({ name }) => name !== entry.name);
    this.entries = [...this.entries.slice(0, at), entry, ...after];
  }

  // shown is what inspect shows: values of the same name in a list.
  shown() {
    const object = { __proto__: null };
    for (const { name, value } of this.entries) {
      if (object[name] === undefined) object[name] = value;
      else if (Array.isArray(object[name])) object[name].push(value);
      else object[name] = [object[name], value];
    }
    return object;
  }
}

function isBlob(value) {
  return value instanceof require('buffer').Blob;
}

// entryOf makes a File of a Blob, which takes the name that is given with it.
function entryOf(name, value, filename) {
  if (typeof value === 'string') return { name, value };
  const { File } = require('buffer');
  let file = value instanceof File ? value : new File([value], 'blob', { type: value.type });
  if (filename !== undefined) {
    file = new File([file], filename, { type: file.type, lastModified: file.lastModified });
  }
  return { name, value: file };
}

function inner(form) {
  return innerOf(form, EntryList);
}

function nameOf(args, name, method) {
  needArguments(args, 1, `FormData.${method}`);
  return usvString(name);
}

function givenEntry(args, method) {
  needArguments(args, 2, `FormData.${method}`);
  const [name, value, filename] = args;
  if (args.length === 3 && !isBlob(value)) {
    throw new TypeError(`Failed to execute '${method}' on 'FormData': parameter 2 is not of type 'Blob'`);
  }
  return entryOf(usvString(name), isBlob(value) ? value : usvString(value),
                 args.length === 3 ? usvString(filename) : undefined);
}

class FormData {
  constructor(form) {
    if (form !== undefined) {
      throw refusal('FormData constructor', 'Argument 1 could not be converted to: undefined.');
    }
    this[kState] = new EntryList();
  }

  append(name, value, filename = undefined) {
    inner(this).entries.push(givenEntry(arguments, 'append'));
  }

  delete(name) {
    inner(this).remove(nameOf(arguments, name, 'delete'));
  }

  get(name) {
    const found = inner(this).named(nameOf(arguments, name, 'get'));
    return found.length === 0 ? null : found[0].value;
  }

  getAll(name) {
    return inner(this).named(nameOf(arguments, name, 'getAll')).map(({ value }) => value);
  }

  has(name) {
    return inner(this).named(nameOf(arguments, name, 'has')).length > 0;
  }

  set(name, value, filename = undefined) {
    inner(this).set(givenEntry(arguments, 'set'));
  }

  [customInspect](depth, options) {
    const text = require('util').formatWithOptions(options, inner(this).shown());
    // Without what is shown of an object that has no prototype.
    return `FormData ${text.slice(text.indexOf(']') + 2)}`;
  }
}

install(FormData, EntryList);
finish(FormData, ['append', 'delete', 'get', 'getAll', 'has', 'set']);

// formOf makes one of entries.
function formOf(entries) {
  const form = new FormData();
  form[kState].entries = entries;
  return form;
}

module.exports = { FormData, entryOf, formOf };
