'use strict';

// formatValue and what decides how an object is shown. The formatters of the
// kinds are in inspect_containers.js and inspect_error.js.

const layout = require('./inspect_layout.js');
const { escapeText, formatPrimitive, kObjectOptions, strEscape } =
  require('./inspect_primitive.js');
const names = require('./inspect_names.js');

const engine = require('internal/engine');
const { isModuleNamespaceObject } = require('internal/util/types');

const { kind } = engine;
const { kObjectType, kArrayExtrasType, reduceToSingleString } = layout;
const { getPrefix, getKeys } = names;
const kCustom = Symbol.for('nodejs.util.inspect.custom');
const hasOwn = Object.prototype.hasOwnProperty;
const isEnumerable = Object.prototype.propertyIsEnumerable;

let containers;

const lists = new Set(['Array', 'Set', 'Map', 'Map Iterator', 'Set Iterator', 'Int8Array',
                       'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array',
                       'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array',
                       'BigInt64Array', 'BigUint64Array']);

// userOptions is what a custom inspect function gets: all options, and stylize.
function userOptions(ctx, isCrossContext) {
  const ret = { stylize: ctx.stylize, showHidden: ctx.showHidden, depth: ctx.depth };
  for (const name of kObjectOptions) ret[name] = ctx[name];
  Object.assign(ret, ctx.userOptions);
  if (!isCrossContext) return ret;
  // An object of another world shall not reach ours through its options.
  Object.setPrototypeOf(ret, null);
  const { stylize } = ctx;
  ret.stylize = Object.setPrototypeOf((value, flavour) => {
    try {
      return `${stylize(`${value}`, flavour)}`;
    } catch {
      return value;
    }
  }, null);
  return ret;
}

// kMaxLevels keeps a deep value from overflowing the stack, which no script
// could catch here.
const kMaxLevels = 500;

function formatValue(ctx, value, recurseTimes, typedArray) {
  if (recurseTimes > kMaxLevels) throw new RangeError('Maximum call stack size exceeded');
  if (typeof value !== 'object' && typeof value !== 'function') {
    return formatPrimitive(ctx.stylize, value, ctx);
  }
  if (value === null) return ctx.stylize('null', 'null');
  const context = value;
  let valueKind = kind(value);
  let throughProxy = false;
  if (valueKind === 'Proxy') {
    if (ctx.showProxy) {
      const details = engine.proxy(value);
      if (details === null) return ctx.stylize('<Revoked Proxy>', 'special');
      return formatProxy(ctx, details, recurseTimes);
    }
    throughProxy = true;
    // Traps of the script must not run because somebody looks.
    while (valueKind === 'Proxy') {
      const details = engine.proxy(value);
      if (details === null) return ctx.stylize('<Revoked Proxy>', 'special');
      value = details[0];
      valueKind = kind(value);
    }
  }
  if (ctx.customInspect) {
    const custom = value[kCustom];
    if (typeof custom === 'function' && custom !== ctx.inspect &&
        !isPrototypeObject(value)) {
      const ret = callCustom(ctx, custom, context, recurseTimes, throughProxy);
      if (ret !== context) {
        const text = typeof ret !== 'object' ? `${ret}` : formatValue(ctx, ret, recurseTimes);
        return text.replace(/\n/g, `\n${' '.repeat(ctx.indentationLvl)}`);
      }
    }
  }
  if (ctx.seen.includes(value)) return circularMark(ctx, value);
  return formatRaw(ctx, value, valueKind, recurseTimes, typedArray);
}

// isPrototypeObject: a class's prototype is shown, not asked.
function isPrototypeObject(value) {
  const desc = Object.getOwnPropertyDescriptor(value, 'constructor');
  return desc !== undefined && typeof desc.value === 'function' &&
    desc.value.prototype === value;
}

function callCustom(ctx, custom, context, recurseTimes, throughProxy) {
  const depth = ctx.depth === null ? null : ctx.depth - recurseTimes;
  const crossContext = throughProxy || !(context instanceof Object);
  return custom.call(context, depth, userOptions(ctx, crossContext), ctx.inspect);
}

function circularMark(ctx, value) {
  let index = 1;
  if (ctx.circular === undefined) {
    ctx.circular = new Map();
    ctx.circular.set(value, index);
  } else {
    index = ctx.circular.get(value);
    if (index === undefined) {
      index = ctx.circular.size + 1;
      ctx.circular.set(value, index);
    }
  }
  return ctx.stylize(`[Circular *${index}]`, 'special');
}

function formatProxy(ctx, details, recurseTimes) {
  if (recurseTimes > ctx.depth && ctx.depth !== null) {
    return ctx.stylize('Proxy [Array]', 'special');
  }
  recurseTimes += 1;
  ctx.indentationLvl += 2;
  const res = [
    formatValue(ctx, details[0], recurseTimes),
    formatValue(ctx, details[1], recurseTimes),
  ];
  ctx.indentationLvl -= 2;
  return reduceToSingleString(ctx, res, '', ['Proxy [', ']'], kArrayExtrasType, recurseTimes);
}

function toStringTag(ctx, value, constructor) {
  const tag = value[Symbol.toStringTag];
  // A tag that is a listed property is listed, not shown twice.
  if (typeof tag !== 'string' || (tag !== '' &&
      (ctx.showHidden ? hasOwn : isEnumerable).call(value, Symbol.toStringTag))) {
    return '';
  }
  return tag;
}

// View is what formatRaw needs to know of one object.
class View {
  constructor(value, valueKind, constructor, tag, protoProps) {
    this.value = value;
    this.kind = valueKind;
    this.constructor = constructor;
    this.tag = tag;
    this.protoProps = protoProps;
    this.keys = undefined;
    this.base = '';
    this.braces = undefined;
    this.extrasType = kObjectType;
    this.formatter = undefined;
    // done is the whole text where there is nothing to go into.
    this.done = undefined;
  }

  get empty() {
    return this.keys.length === 0 && this.protoProps === undefined;
  }

  prefix(fallback, size = '') {
    return getPrefix(this.constructor, this.tag, fallback, size);
  }
}

// describeNamespace: the names of a module are shown with what they stand for.
function describeNamespace(ctx, value) {
  const view = new View(value, '', null, '', undefined);
  view.keys = [];
  const exported = getKeys(value, ctx.showHidden);
  view.braces = ['[Module: null prototype] {', '}'];
  view.formatter = (_, module, recurseTimes) => exported.map((name) => formatProperty(
    ctx, module, recurseTimes, name, kObjectType, { value: module[name], enumerable: true }));
  if (exported.length === 0) view.done = '[Module: null prototype] {}';
  return view;
}

function describe(ctx, value, valueKind, recurseTimes, typedArray) {
  if (isModuleNamespaceObject(value)) return describeNamespace(ctx, value);
  let protoProps;
  if (ctx.showHidden && (recurseTimes <= ctx.depth || ctx.depth === null)) protoProps = [];
  const constructor = names.getConstructorName(value, ctx, recurseTimes, protoProps);
  // An empty list is as good as none.
  if (protoProps !== undefined && protoProps.length === 0) protoProps = undefined;
  const tag = toStringTag(ctx, value, constructor);
  const view = new View(value, valueKind, constructor, tag, protoProps);
  const effective = effectiveKind(view);
  if (effective === '') {
    describePlain(ctx, view);
    return view;
  }
  if (containers === undefined) containers = require('./inspect_containers.js').kinds;
  const describeKind = containers[effective];
  if (describeKind === undefined) describePlain(ctx, view);
  else describeKind(ctx, view, recurseTimes, typedArray);
  return view;
}

// effectiveKind is the kind by which an object is shown. What inherits from
// Object alone is shown as one, unless it is a list; what inherits from Error is
// shown as an error, however it was made.
function effectiveKind(view) {
  const { value, constructor } = view;
  if (constructor === 'Object') {
    if (view.kind === 'Arguments' || view.kind === 'Function' || (lists.has(view.kind) && value[Symbol.iterator])) {
      return view.kind;
    }
    return '';
  }
  if (view.kind === '' && constructor !== null && value instanceof Error) return 'Error';
  return view.kind;
}

function describePlain(ctx, view) {
  view.keys = getKeys(view.value, ctx.showHidden);
  if (view.constructor === 'Object') {
    const open = view.tag !== '' ? `${view.prefix('Object')}{` : '{';
    view.braces = [open, '}'];
    if (view.empty) view.done = `${open}}`;
    return;
  }
  if (view.empty) {
    view.done = `${view.prefix('Object')}{}`;
    return;
  }
  view.braces = [`${view.prefix('Object')}{`, '}'];
}

function formatRaw(ctx, value, valueKind, recurseTimes, typedArray) {
  const view = describe(ctx, value, valueKind, recurseTimes, typedArray);
  if (view.done !== undefined) return view.done;
  if (recurseTimes > ctx.depth && ctx.depth !== null) {
    const name = view.constructor === null ?
      `${view.tag || valueKind || 'Object'}: null prototype` : view.prefix(valueKind || 'Object').slice(0, -1);
    return ctx.stylize(`[${name}]`, 'special');
  }
  recurseTimes += 1;
  ctx.seen.push(value);
  ctx.currentDepth = recurseTimes;
  const output = formatEntries(ctx, view, recurseTimes);
  if (typeof output === 'string') return output;
  markReference(ctx, view);
  ctx.seen.pop();
  if (ctx.sorted) sortEntries(ctx, view, output);
  const res = reduceToSingleString(ctx, output, view.base, view.braces, view.extrasType,
                                   recurseTimes, value);
  return withinBudget(ctx, res);
}

function formatEntries(ctx, view, recurseTimes) {
  const level = ctx.indentationLvl;
  try {
    const { formatter, keys, protoProps } = view;
    const output = formatter === undefined ? [] : formatter(ctx, view.value, recurseTimes);
    for (let i = 0; i < keys.length; i++) {
      output.push(formatProperty(ctx, view.value, recurseTimes, keys[i], view.extrasType));
    }
    if (protoProps !== undefined) output.push(...protoProps);
    return output;
  } catch (err) {
    if (!require('internal/errors').isStackOverflowError(err)) throw err;
    ctx.seen.pop();
    ctx.indentationLvl = level;
    const name = view.prefix('Object').slice(0, -1);
    return ctx.stylize(`[${name}: Inspection interrupted prematurely. ` +
                       'Maximum call stack size exceeded.]', 'special');
  }
}

// markReference puts <ref *1> before an object that something inside of it
// pointed back to.
function markReference(ctx, view) {
  if (ctx.circular === undefined) return;
  const index = ctx.circular.get(view.value);
  if (index === undefined) return;
  const reference = ctx.stylize(`<ref *${index}>`, 'special');
  if (ctx.compact !== true) view.base = view.base === '' ? reference : `${reference} ${view.base}`;
  else view.braces[0] = `${reference} ${view.braces[0]}`;
}

function sortEntries(ctx, view, output) {
  const comparator = ctx.sorted === true ? undefined : ctx.sorted;
  if (view.extrasType === kObjectType) {
    output.sort(comparator);
  } else if (view.keys.length > 1) {
    const from = output.length - view.keys.length;
    const sorted = output.slice(from).sort(comparator);
    output.splice(from, view.keys.length, ...sorted);
  }
}

// withinBudget stops going deeper once a level has become absurdly long.
function withinBudget(ctx, res) {
  const total = (ctx.budget[ctx.indentationLvl] || 0) + res.length;
  ctx.budget[ctx.indentationLvl] = total;
  if (total > 2 ** 27) ctx.depth = -1;
  return res;
}

const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
function propertyName(ctx, key, desc) {
  if (typeof key === 'symbol') {
    const text = escapeText(Symbol.prototype.toString.call(key), '\'');
    return `[${ctx.stylize(text, 'symbol')}]`;
  }
  if (key === '__proto__') return '[\'__proto__\']';
  if (desc.enumerable === false) return `[${escapeText(key, '\'')}]`;
  if (identifier.test(key)) return ctx.stylize(key, 'name');
  return ctx.stylize(strEscape(key), 'string');
}

function formatGetter(ctx, original, desc, recurseTimes) {
  const label = desc.set !== undefined ? 'Getter/Setter' : 'Getter';
  const { stylize, getters } = ctx;
  const wanted = getters && (getters === true || (getters === 'get' && desc.set === undefined) ||
                             (getters === 'set' && desc.set !== undefined));
  if (!wanted) return stylize(`[${label}]`, 'special');
  try {
    const value = desc.get.call(original);
    ctx.indentationLvl += 2;
    let text;
    if (value === null) {
      text = `${stylize(`[${label}:`, 'special')} ${stylize('null', 'null')}` +
        stylize(']', 'special');
    } else if (typeof value === 'object') {
      text = `${stylize(`[${label}]`, 'special')} ${formatValue(ctx, value, recurseTimes)}`;
    } else {
      text = `${stylize(`[${label}:`, 'special')} ${formatPrimitive(stylize, value, ctx)}` +
        stylize(']', 'special');
    }
    ctx.indentationLvl -= 2;
    return text;
  } catch (err) {
    const message = `<Inspection threw (${err.message})>`;
    return `${stylize(`[${label}:`, 'special')} ${message}${stylize(']', 'special')}`;
  }
}

function formatProperty(ctx, value, recurseTimes, key, type, desc, original = value) {
  let str;
  let extra = ' ';
  if (desc === undefined) {
    desc = Object.getOwnPropertyDescriptor(value, key) ||
      { value: value[key], configurable: true, enumerable: true };
  }
  if (desc.value !== undefined) {
    const diff = ctx.compact !== true || type !== kObjectType ? 2 : 3;
    ctx.indentationLvl += diff;
    str = formatValue(ctx, desc.value, recurseTimes);
    if (diff === 3 && ctx.breakLength < layout.getStringWidth(str, ctx.colors)) {
      extra = `\n${' '.repeat(ctx.indentationLvl)}`;
    }
    ctx.indentationLvl -= diff;
  } else if (desc.get !== undefined) {
    str = formatGetter(ctx, original, desc, recurseTimes);
  } else if (desc.set !== undefined) {
    str = ctx.stylize('[Setter]', 'special');
  } else {
    str = ctx.stylize('undefined', 'undefined');
  }
  if (type === layout.kArrayType) return str;
  return `${propertyName(ctx, key, desc)}:${extra}${str}`;
}

Object.assign(exports, { formatProperty, formatValue });
