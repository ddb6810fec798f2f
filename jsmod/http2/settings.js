'use strict';

// Settings: their defaults, what values are good, and their form in a frame.

const { Buffer } = require('buffer');
const {
  codes: {
    ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH, ERR_HTTP2_INVALID_SETTING_VALUE, ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS,
    ERR_INVALID_ARG_TYPE,
  },
} = require('internal/errors');
const { isArrayBufferView } = require('internal/util/types');
const constants = require('./constants.js');
const { assertIsObject } = require('./headers.js');

const kMaxInt = 2 ** 32 - 1;
const kMaxCustom = 10;

// In the order of the frames; maxHeaderSize is an older name of maxHeaderListSize.
const numbers = [
  ['headerTableSize', 1, 0, kMaxInt],
  ['initialWindowSize', 4, 0, 2 ** 31 - 1],
  ['maxFrameSize', 5, 16384, 2 ** 24 - 1],
  ['maxConcurrentStreams', 3, 0, kMaxInt],
  ['maxHeaderListSize', 6, 0, kMaxInt],
  ['maxHeaderSize', 6, 0, kMaxInt],
];
const flags = [['enablePush', 2], ['enableConnectProtocol', 8]];

const ids = new Map([...numbers.map(([name, id]) => [id, name]), ...flags.map(([name, id]) => [id, name])]);

function assertWithin(name, value, min, max) {
  if (value !== undefined && (typeof value !== 'number' || value < min || value > max)) {
    throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError(name, value, min, max);
  }
}

function validateCustom(custom) {
  if (custom === undefined) return;
  assertIsObject(custom, 'customSettings', 'Number');
  const entries = Object.entries(custom);
  if (entries.length > kMaxCustom) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS();
  for (const [key, value] of entries) {
    const id = Number(key);
    if (Number.isNaN(id)) throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError('Range Error', id, 0, 0xffff);
    assertWithin('customSettings:id', id, 0, 0xffff);
    assertWithin('customSettings:value', Number(value), 0, kMaxInt);
  }
}

function validateSettings(settings) {
  if (settings === undefined) return;
  validateCustom(settings.customSettings);
  for (const [name, , min, max] of numbers) assertWithin(name, settings[name], min, max);
  for (const [name] of flags) {
    const value = settings[name];
    if (value !== undefined && typeof value !== 'boolean') throw new ERR_HTTP2_INVALID_SETTING_VALUE(name, value);
  }
}

// effective leaves one name of the limit of header lists, the one that counts.
function effective(settings) {
  const { maxHeaderSize, maxHeaderListSize } = settings;
  if (maxHeaderSize === undefined) return settings;
  if (maxHeaderSize !== maxHeaderListSize) {
    process.emitWarning('settings.maxHeaderSize overwrite settings.maxHeaderListSize');
  }
  return { ...settings, maxHeaderListSize: maxHeaderSize };
}

function getDefaultSettings() {
  return {
    __proto__: null,
    headerTableSize: constants.DEFAULT_SETTINGS_HEADER_TABLE_SIZE,
    enablePush: constants.DEFAULT_SETTINGS_ENABLE_PUSH === 1,
    initialWindowSize: constants.DEFAULT_SETTINGS_INITIAL_WINDOW_SIZE,
    maxFrameSize: constants.DEFAULT_SETTINGS_MAX_FRAME_SIZE,
    maxConcurrentStreams: constants.DEFAULT_SETTINGS_MAX_CONCURRENT_STREAMS,
    maxHeaderSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    maxHeaderListSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    enableConnectProtocol: constants.DEFAULT_SETTINGS_ENABLE_CONNECT_PROTOCOL === 1,
  };
}

function getPackedSettings(settings) {
  assertIsObject(settings, 'settings');
  validateSettings(settings);
  const given = effective(settings || {});
  const pairs = [];
  for (const [name, id] of [...numbers.slice(0, 5), ...flags]) {
    if (given[name] !== undefined) pairs.push([id, given[name]]);
  }
  pairs.sort(([a], [b]) => a - b);
  for (const [id, value] of Object.entries(given.customSettings || {})) pairs.push([Number(id), Number(value)]);
  const packed = Buffer.alloc(pairs.length * 6);
  pairs.forEach(([id, value], i) => {
    packed.writeUInt16BE(id, i * 6);
    packed.writeUInt32BE(value >>> 0, i * 6 + 2);
  });
  return packed;
}

function getUnpackedSettings(buf, options = {}) {
  if (!isArrayBufferView(buf) || buf.length === undefined) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray'], buf);
  }
  if (buf.length % 6 !== 0) throw new ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH();
  const settings = {};
  // Each element is a byte, whatever its type could hold.
  const bytes = Buffer.from(buf);
  for (let i = 0; i < bytes.length; i += 6) {
    const id = bytes.readUInt16BE(i);
    const value = bytes.readUInt32BE(i + 2);
    const name = ids.get(id);
    if (name === undefined) (settings.customSettings ||= {})[id] = value;
    else if (id === 6) settings.maxHeaderListSize = settings.maxHeaderSize = value;
    else settings[name] = flags.some(([flag]) => flag === name) ? value !== 0 : value;
  }
  if (options !== null && options.validate) validateSettings(settings);
  return settings;
}

module.exports = {
  effective, getDefaultSettings, getPackedSettings, getUnpackedSettings, kMaxCustom, validateSettings,
};
