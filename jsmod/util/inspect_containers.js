'use strict';

// How each kind of object is shown: a function for each kind fills in a view
// (see inspect_value.js).

const engine = require('internal/engine');
const { formatNumber, formatBigInt, formatPrimitive, plural, stylizeNoColor } =
  require('./inspect_primitive.js');
const { kArrayExtrasType, kArrayType, reduceToSingleString } = require('./inspect_layout.js');
const { getFunctionBase, getKeys, getNonIndexKeys } = require('./inspect_names.js');
const { formatProperty, formatValue } = require('./inspect_value.js');

const hasOwn = Object.prototype.hasOwnProperty;
const setValues = Set.prototype.values;
const mapEntries = Map.prototype.entries;
const nextOf = (iterator) => {
  const { next } = Object.getPrototypeOf(iterator);
  return () => next.call(iterator);
};

function remainingText(remaining) {
  return `... ${remaining} more item${plural(remaining)}`;
}

// limit is how many of n entries are shown.
function limit(ctx, n) {
  return Math.min(Math.max(0, ctx.maxArrayLength), n);
}

function formatArray(ctx, value, recurseTimes) {
  const length = value.length;
  const shown = limit(ctx, length);
  const output = [];
  for (let i = 0; i < shown; i++) {
    if (!hasOwn.call(value, i)) return formatHoles(ctx, value, recurseTimes, shown, output, i);
    output.push(formatProperty(ctx, value, recurseTimes, i, kArrayType));
  }
  if (length > shown) output.push(remainingText(length - shown));
  return output;
}

function emptyItems(ctx, n) {
  return ctx.stylize(`<${n} empty item${plural(n)}>`, 'undefined');
}

// formatHoles goes on from the first hole, where a run of holes is one entry.
function formatHoles(ctx, value, recurseTimes, maxLength, output, index) {
  const keys = Object.keys(value);
  for (let i = index; i < keys.length && output.length < maxLength; i++) {
    const key = keys[i];
    // Past the last possible index come the names.
    if (!/^(0|[1-9][0-9]*)$/.test(key) || Number(key) > 2 ** 32 - 2) break;
    if (`${index}` !== key) {
      output.push(emptyItems(ctx, Number(key) - index));
      index = Number(key);
      if (output.length === maxLength) break;
    }
    output.push(formatProperty(ctx, value, recurseTimes, key, kArrayType));
    index++;
  }
  const remaining = value.length - index;
  if (output.length !== maxLength) {
    if (remaining > 0) output.push(emptyItems(ctx, remaining));
  } else if (remaining > 0) {
    output.push(remainingText(remaining));
  }
  return output;
}

function describeArray(ctx, view) {
  const { value } = view;
  const plain = view.constructor === 'Array' && view.tag === '';
  const prefix = plain ? '' : view.prefix('Array', `(${value.length})`);
  view.keys = getNonIndexKeys(value, ctx.showHidden);
  view.braces = [`${prefix}[`, ']'];
  if (value.length === 0 && view.empty) view.done = `${view.braces[0]}]`;
  view.extrasType = kArrayExtrasType;
  view.formatter = formatArray;
}

function formatTypedArray(length) {
  return (ctx, value, recurseTimes) => {
    const shown = limit(ctx, length);
    const format = typeof value[0] === 'bigint' ? formatBigInt : formatNumber;
    const output = [];
    for (let i = 0; i < shown; i++) {
      output.push(format(ctx.stylize, value[i], ctx.numericSeparator));
    }
    if (length > shown) output.push(remainingText(length - shown));
    if (ctx.showHidden) {
      ctx.indentationLvl += 2;
      for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
        output.push(`[${key}]: ${formatValue(ctx, value[key], recurseTimes, true)}`);
      }
      ctx.indentationLvl -= 2;
    }
    return output;
  };
}

function describeTypedArray(ctx, view) {
  const { value } = view;
  view.keys = getNonIndexKeys(value, ctx.showHidden);
  let length;
  if (view.constructor === null) {
    // Without a prototype it does not even know its length.
    const Class = globalThis[view.kind];
    view.formatter = (c, v, r) => formatTypedArray(length)(c, new Class(v), r);
    length = new Class(value).length;
  } else {
    length = value.length;
    view.formatter = formatTypedArray(length);
  }
  const fallback = view.constructor === null ? view.kind : '';
  view.braces = [`${view.prefix(fallback, `(${length})`)}[`, ']'];
  if (length === 0 && view.keys.length === 0 && !ctx.showHidden) view.done = `${view.braces[0]}]`;
  view.extrasType = kArrayExtrasType;
}

const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;

function formatCollection(iterate, size, show) {
  return (ctx, value, recurseTimes) => {
    const shown = limit(ctx, size);
    const next = nextOf(iterate.call(value));
    const output = [];
    ctx.indentationLvl += 2;
    for (let i = 0; i < shown; i++) {
      const step = next();
      if (step.done) break;
      output.push(show(ctx, step.value, recurseTimes));
    }
    if (size > shown) output.push(remainingText(size - shown));
    ctx.indentationLvl -= 2;
    return output;
  };
}

function showPair(ctx, pair, recurseTimes) {
  return `${formatValue(ctx, pair[0], recurseTimes)} => ${formatValue(ctx, pair[1], recurseTimes)}`;
}

function describeCollection(name, sizeOf, iterate, show) {
  return (ctx, view) => {
    const size = sizeOf.call(view.value);
    const prefix = view.prefix(name, `(${size})`);
    view.keys = getKeys(view.value, ctx.showHidden);
    view.formatter = formatCollection(iterate, size, show);
    if (size === 0 && view.empty) view.done = `${prefix}{}`;
    view.braces = [`${prefix}{`, '}'];
  };
}

function describeIterator(name) {
  return (ctx, view) => {
    view.keys = getKeys(view.value, ctx.showHidden);
    let { tag } = view;
    if (tag !== `${name} Iterator`) {
      if (tag !== '') tag += '] [';
      tag += `${name} Iterator`;
    }
    view.braces = [`[${tag}] {`, '}'];
    view.formatter = (c, value, recurseTimes) => formatIterator(c, view, recurseTimes);
  };
}

function formatIterator(ctx, view, recurseTimes) {
  const preview = engine.iterator(view.value);
  if (preview === null) return [ctx.stylize('<items unknown>', 'special')];
  const [entries, isPairs] = preview;
  if (isPairs) {
    view.braces[0] = view.braces[0].replace(/ Iterator] {$/, ' Entries] {');
    return formatPairs(ctx, entries, recurseTimes, kArrayExtrasType);
  }
  const shown = limit(ctx, entries.length);
  const output = [];
  ctx.indentationLvl += 2;
  for (let i = 0; i < shown; i++) output.push(formatValue(ctx, entries[i], recurseTimes));
  ctx.indentationLvl -= 2;
  if (entries.length > shown) output.push(remainingText(entries.length - shown));
  return output;
}

function formatPairs(ctx, entries, recurseTimes, type) {
  const pairs = entries.length / 2;
  const shown = limit(ctx, pairs);
  const output = [];
  ctx.indentationLvl += 2;
  for (let i = 0; i < shown; i++) {
    const res = [
      formatValue(ctx, entries[2 * i], recurseTimes),
      formatValue(ctx, entries[2 * i + 1], recurseTimes),
    ];
    output.push(reduceToSingleString(ctx, res, '', ['[', ']'], type, recurseTimes));
  }
  ctx.indentationLvl -= 2;
  if (pairs > shown) output.push(remainingText(pairs - shown));
  return output;
}

function describeFunction(ctx, view) {
  view.keys = getKeys(view.value, ctx.showHidden);
  view.base = getFunctionBase(view.value, view.constructor, view.tag);
  view.braces = ['{', '}'];
  if (view.empty) view.done = ctx.stylize(view.base, 'special');
}

function describeArguments(ctx, view) {
  view.keys = getKeys(view.value, ctx.showHidden);
  view.braces = ['[Arguments] {', '}'];
  if (view.constructor !== 'Object') view.braces[0] = `${view.prefix('Arguments')}{`;
  if (view.empty) view.done = `${view.braces[0]}}`;
}

// describeText is for what has a literal: expressions and dates.
function describeText(name, style, text) {
  return (ctx, view, recurseTimes) => {
    view.keys = getKeys(view.value, ctx.showHidden);
    view.base = text(view.value, view.constructor);
    const prefix = view.prefix(name);
    if (prefix !== `${name} `) view.base = `${prefix}${view.base}`;
    view.braces = ['{', '}'];
    if (view.empty || (style === 'regexp' && recurseTimes > ctx.depth && ctx.depth !== null)) {
      view.done = ctx.stylize(view.base, style);
    }
  };
}

const dateToISO = Date.prototype.toISOString;
const dateToString = Date.prototype.toString;
const dateValue = Date.prototype.getTime;

function dateText(value) {
  return Number.isNaN(dateValue.call(value)) ? dateToString.call(value) : dateToISO.call(value);
}

const regExpToString = RegExp.prototype.toString;
const regExpGetter = (name) => Object.getOwnPropertyDescriptor(RegExp.prototype, name).get;
const flagNames = { hasIndices: 'd', global: 'g', ignoreCase: 'i', multiline: 'm', dotAll: 's',
                    unicode: 'u', sticky: 'y' };

function regExpText(value, constructor) {
  if (constructor !== null) return regExpToString.call(value);
  // Without a prototype it does not find its own parts.
  let flags = '';
  for (const name of Object.keys(flagNames)) {
    const desc = Object.getOwnPropertyDescriptor(RegExp.prototype, name);
    if (desc !== undefined && desc.get.call(value)) flags += flagNames[name];
  }
  return `/${regExpGetter('source').call(value)}/${flags}`;
}

const bufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;

function formatArrayBuffer(ctx, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [ctx.stylize('(detached)', 'special')];
  }
  const shown = limit(ctx, bytes.length);
  let str = '';
  for (let i = 0; i < shown; i++) {
    const hex = bytes[i].toString(16);
    str += `${i === 0 ? '' : ' '}${hex.length === 1 ? '0' : ''}${hex}`;
  }
  const remaining = bytes.length - shown;
  if (remaining > 0) str += ` ... ${remaining} more byte${plural(remaining)}`;
  return [`${ctx.stylize('[Uint8Contents]', 'special')}: <${str}>`];
}

function describeArrayBuffer(ctx, view, recurseTimes, typedArray) {
  view.keys = getKeys(view.value, ctx.showHidden);
  const prefix = view.prefix('ArrayBuffer');
  if (typedArray === undefined) {
    view.formatter = formatArrayBuffer;
  } else if (view.empty) {
    const length = formatNumber(ctx.stylize, bufferLength.call(view.value), false);
    view.done = `${prefix}{ byteLength: ${length} }`;
  }
  view.braces = [`${prefix}{`, '}'];
  view.keys.unshift('byteLength');
}

function describeDataView(ctx, view) {
  view.keys = getKeys(view.value, ctx.showHidden);
  view.braces = [`${view.prefix('DataView')}{`, '}'];
  view.keys.unshift('byteLength', 'byteOffset', 'buffer');
}

function formatPromise(ctx, value, recurseTimes) {
  const [state, result] = engine.promise(value);
  if (state === 0) return [ctx.stylize('<pending>', 'special')];
  ctx.indentationLvl += 2;
  const str = formatValue(ctx, result, recurseTimes);
  ctx.indentationLvl -= 2;
  return [state === 2 ? `${ctx.stylize('<rejected>', 'special')} ${str}` : str];
}

function describeFixed(name, formatter) {
  return (ctx, view) => {
    view.keys = getKeys(view.value, ctx.showHidden);
    view.braces = [`${view.prefix(name)}{`, '}'];
    view.formatter = formatter;
  };
}

function unknownItems(ctx) {
  return [ctx.stylize('<items unknown>', 'special')];
}

const boxes = {
  Number: Number.prototype.valueOf,
  String: String.prototype.valueOf,
  Boolean: Boolean.prototype.valueOf,
  BigInt: BigInt.prototype.valueOf,
  Symbol: Symbol.prototype.valueOf,
};

function describeBox(ctx, view) {
  const type = view.kind;
  const primitive = boxes[type].call(view.value);
  view.keys = getKeys(view.value, ctx.showHidden);
  if (type === 'String') view.keys.splice(0, primitive.length);
  let base = `[${type}`;
  if (type !== view.constructor) {
    base += view.constructor === null ? ' (null prototype)' : ` (${view.constructor})`;
  }
  base += `: ${formatPrimitive(stylizeNoColor, primitive, ctx)}]`;
  if (view.tag !== '' && view.tag !== view.constructor) base += ` [${view.tag}]`;
  view.base = base;
  view.braces = ['{', '}'];
  if (view.empty) {
    view.done = ctx.stylize === stylizeNoColor ? base : ctx.stylize(base, type.toLowerCase());
  }
}

const kinds = {
  'Array': describeArray,
  'Set': describeCollection('Set', setSize, setValues, formatValue),
  'Map': describeCollection('Map', mapSize, mapEntries, showPair),
  'Map Iterator': describeIterator('Map'),
  'Set Iterator': describeIterator('Set'),
  'Function': describeFunction,
  'Arguments': describeArguments,
  'RegExp': describeText('RegExp', 'regexp', regExpText),
  'Date': describeText('Date', 'date', dateText),
  'ArrayBuffer': describeArrayBuffer,
  'DataView': describeDataView,
  'Promise': describeFixed('Promise', formatPromise),
  'WeakSet': describeFixed('WeakSet', unknownItems),
  'WeakMap': describeFixed('WeakMap', unknownItems),
  'Error'(ctx, view) {
    require('./inspect_error.js').describeError(ctx, view);
  },
};

for (const name of Object.keys(boxes)) kinds[name] = describeBox;
for (const name of ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array',
                    'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array',
                    'BigUint64Array']) {
  kinds[name] = describeTypedArray;
}

exports.kinds = kinds;
