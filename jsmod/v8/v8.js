'use strict';

// The module v8. The engine is another one: what would tell of V8 itself throws.

const { genericNodeError } = require('internal/errors');
const { validateFunction, validateString } = require('internal/validators');
const { Deserializer, DefaultDeserializer, deserialize } = require('./deserializer.js');
const { DefaultSerializer, Serializer, serialize } = require('./serializer.js');

// absent checks what Node checks first, and throws.
function absent(name, check = () => {}) {
  return {
    [name](...args) {
      check(...args);
      throw genericNodeError(`v8.${name} is not available: the engine is not V8`, {
        code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      });
    },
  }[name];
}

// A startup snapshot is never being built.
function notBuilding(name) {
  return {
    [name]() {
      throw genericNodeError('Operation cannot be invoked when not building startup snapshot', {
        code: 'ERR_NOT_BUILDING_SNAPSHOT',
      });
    },
  }[name];
}

const hookNames = { onInit: 'initHook', onBefore: 'beforeHook', onAfter: 'afterHook', onSettled: 'settledHook' };
const promiseHooks = { createHook: absent('promiseHooks.createHook') };
for (const name of Object.keys(hookNames)) {
  promiseHooks[name] = absent(`promiseHooks.${name}`, (hook) => validateFunction(hook, hookNames[name]));
}

class GCProfiler {
  constructor() { absent('GCProfiler')(); }
}

// getHeapStatistics tells of Go's heap, which all runtimes of the process share.
function getHeapStatistics() {
  const { heapTotal, heapUsed, external } = process.memoryUsage();
  const limit = Math.min(require('os').totalmem(), binding.memoryLimit());
  return {
    total_heap_size: heapTotal,
    total_heap_size_executable: 0,
    total_physical_size: heapTotal,
    total_available_size: Math.max(limit - heapUsed, 0),
    used_heap_size: heapUsed,
    heap_size_limit: limit,
    malloced_memory: 0,
    peak_malloced_memory: 0,
    does_zap_garbage: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
    total_global_handles_size: 0,
    used_global_handles_size: 0,
    external_memory: external,
  };
}

module.exports = {
  cachedDataVersionTag: absent('cachedDataVersionTag'),
  getHeapSnapshot: absent('getHeapSnapshot'),
  getHeapStatistics,
  getHeapSpaceStatistics: absent('getHeapSpaceStatistics'),
  getHeapCodeStatistics: absent('getHeapCodeStatistics'),
  setFlagsFromString: absent('setFlagsFromString', (flags) => validateString(flags, 'flags')),
  Serializer,
  Deserializer,
  DefaultSerializer,
  DefaultDeserializer,
  deserialize,
  takeCoverage: absent('takeCoverage'),
  stopCoverage: absent('stopCoverage'),
  serialize,
  writeHeapSnapshot: absent('writeHeapSnapshot'),
  promiseHooks,
  queryObjects: absent('queryObjects', (constructor) => validateFunction(constructor, 'constructor')),
  startupSnapshot: {
    addDeserializeCallback: notBuilding('addDeserializeCallback'),
    addSerializeCallback: notBuilding('addSerializeCallback'),
    setDeserializeMainFunction: notBuilding('setDeserializeMainFunction'),
    isBuildingSnapshot() { return false; },
  },
  setHeapSnapshotNearHeapLimit: absent('setHeapSnapshotNearHeapLimit'),
  GCProfiler,
};
