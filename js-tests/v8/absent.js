'use strict';

// What belongs to V8's own machinery: its names, and what is checked of the arguments
// before anything else.

const v8 = require('v8');

console.log(Object.keys(v8).join());
console.log(Object.keys(v8.startupSnapshot).join(), Object.keys(v8.promiseHooks).join());
console.log(!v8.startupSnapshot.isBuildingSnapshot());
const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
for (const name of ['addSerializeCallback', 'addDeserializeCallback', 'setDeserializeMainFunction']) {
  attempt(name, () => v8.startupSnapshot[name](() => {}));
}
for (const name of ['onInit', 'onBefore', 'onAfter', 'onSettled']) attempt(name, () => v8.promiseHooks[name](1));
attempt('flags', () => v8.setFlagsFromString(1));
