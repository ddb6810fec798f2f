'use strict';

// stream/web: each class is loaded when somebody asks for it.

const files = {
  ReadableStream: () => require('./readablestream.js'),
  ReadableStreamDefaultReader: () => require('./readers.js'),
  ReadableStreamBYOBReader: () => require('./readers.js'),
  ReadableStreamBYOBRequest: () => require('./byte_shells.js'),
  ReadableByteStreamController: () => require('./byte_shells.js'),
  ReadableStreamDefaultController: () => require('./default_controller.js'),
  TransformStream: () => require('./transformstream.js'),
  TransformStreamDefaultController: () => require('./transformstream.js'),
  WritableStream: () => require('./writablestream.js'),
  WritableStreamDefaultWriter: () => require('./writer.js'),
  WritableStreamDefaultController: () => require('./writable_controller.js'),
  ByteLengthQueuingStrategy: () => require('./strategies.js'),
  CountQueuingStrategy: () => require('./strategies.js'),
  TextEncoderStream: () => require('./text.js'),
  TextDecoderStream: () => require('./text.js'),
  CompressionStream: () => require('./compression.js'),
  DecompressionStream: () => require('./compression.js'),
};

for (const name of Object.keys(files)) {
  const settle = (value) => {
    Object.defineProperty(exports, name, { value, writable: true, enumerable: true, configurable: true });
  };
  Object.defineProperty(exports, name, {
    get() {
      const value = files[name]()[name];
      settle(value);
      return value;
    },
    set: settle,
    enumerable: true,
    configurable: true,
  });
}
