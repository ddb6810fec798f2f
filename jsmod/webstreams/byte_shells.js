'use strict';

// ReadableByteStreamController and ReadableStreamBYOBRequest as scripts see them,
// sections 4.7 and 4.8 of the Streams standard.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } } = require('internal/errors');
const { isDetached } = require('internal/array_buffers');
const { ByteController } = require('./byte_controller.js');
const { bare, finish, innerOf, kInternal, kState } = require('./common.js');

function controllerOf(value) {
  return innerOf(value, ByteController, 'ReadableByteStreamController');
}

class ReadableByteStreamController {
  constructor(key = undefined, controller = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kState] = controller;
  }

  get byobRequest() {
    const inner = controllerOf(this);
    if (inner.byobRequest === null && inner.pendingPullIntos.length > 0) {
      const { buffer, byteOffset, byteLength, bytesFilled } = inner.pendingPullIntos[0];
      const view = new Uint8Array(buffer, byteOffset + bytesFilled, byteLength - bytesFilled);
      inner.byobRequest = new BYOBRequest(inner, view);
    }
    return inner.byobRequest === null ? null : inner.byobRequest.shell;
  }

  get desiredSize() {
    return controllerOf(this).desiredSize();
  }

  close() {
    openOf(this).close();
  }

  enqueue(chunk) {
    controllerOf(this);
    require('internal/validators').validateBuffer(chunk);
    if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('chunk ArrayBuffer is zero-length or detached');
    }
    openOf(this).enqueue(chunk);
  }

  error(error = undefined) {
    controllerOf(this).error(error);
  }
}

function openOf(controller) {
  const inner = controllerOf(controller);
  if (inner.closeRequested) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
  if (inner.stream.state !== 'readable') throw new ERR_INVALID_STATE.TypeError('ReadableStream is already closed');
  return inner;
}

class BYOBRequest {
  constructor(controller, view) {
    this.controller = controller;
    this.view = view;
    this.shell = new ReadableStreamBYOBRequest(kInternal, this);
  }
}

function requestOf(value) {
  return innerOf(value, BYOBRequest, 'ReadableStreamBYOBRequest');
}

function pendingOf(value) {
  const inner = requestOf(value);
  if (inner.controller === undefined) throw new ERR_INVALID_STATE.TypeError('This BYOB request has been invalidated');
  return inner;
}

function refuseDetached(view) {
  if (isDetached(view.buffer)) throw new ERR_INVALID_STATE.TypeError('Viewed ArrayBuffer is detached');
}

// countOf converts as Web IDL does for an unsigned number with a range.
function countOf(value) {
  const count = Math.trunc(+value);
  if (Number.isNaN(count) || count < 0) throw new ERR_INVALID_ARG_VALUE('bytesWritten', value);
  return count;
}

class ReadableStreamBYOBRequest {
  constructor(key = undefined, request = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kState] = request;
  }

  get view() {
    return requestOf(this).view;
  }

  respond(bytesWritten) {
    const { controller, view } = pendingOf(this);
    refuseDetached(view);
    controller.respond(countOf(bytesWritten));
  }

  respondWithNewView(view) {
    const { controller } = pendingOf(this);
    require('internal/validators').validateBuffer(view, 'view');
    refuseDetached(view);
    controller.respondWithNewView(view);
  }
}

finish(ReadableByteStreamController, ['byobRequest', 'desiredSize', 'close', 'enqueue', 'error'], () => ({}));
finish(ReadableStreamBYOBRequest, ['view', 'respond', 'respondWithNewView'], (request) => {
  const { controller, view } = requestOf(request);
  return { view, controller: controller === undefined ? undefined : controller.shell };
});

// newByteController is the one way to make a controller and its shell.
function newByteController(stream, algorithms, highWaterMark, autoAllocateChunkSize) {
  return new ByteController(stream, algorithms, highWaterMark, autoAllocateChunkSize,
                            (inner) => new ReadableByteStreamController(kInternal, inner));
}

bare(BYOBRequest);

module.exports = { ReadableByteStreamController, ReadableStreamBYOBRequest, newByteController };
