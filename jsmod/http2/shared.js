'use strict';

// What sessions and streams share: the keys of what they keep to themselves, and
// their idle time.

const { nextTick } = require('internal/task_queue');
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
const { clearTimeout } = require('timers');
const { setUnrefTimeout } = require('internal/timers');
const { validateFunction, validateNumber } = require('internal/validators');

const kTimer = Symbol('timeout');
const kUpdateTimer = Symbol('kUpdateTimer');
const kSession = Symbol('kSession');
const kMaxTimeout = 2 ** 31 - 1;

// The names of RFC 9113's error codes, by their number.
const codeNames = [
  'NGHTTP2_NO_ERROR', 'NGHTTP2_PROTOCOL_ERROR', 'NGHTTP2_INTERNAL_ERROR', 'NGHTTP2_FLOW_CONTROL_ERROR',
  'NGHTTP2_SETTINGS_TIMEOUT', 'NGHTTP2_STREAM_CLOSED', 'NGHTTP2_FRAME_SIZE_ERROR', 'NGHTTP2_REFUSED_STREAM',
  'NGHTTP2_CANCEL', 'NGHTTP2_COMPRESSION_ERROR', 'NGHTTP2_CONNECT_ERROR', 'NGHTTP2_ENHANCE_YOUR_CALM',
  'NGHTTP2_INADEQUATE_SECURITY', 'NGHTTP2_HTTP_1_1_REQUIRED',
];

function emit(self, ...args) {
  self.emit(...args);
}

function emitLater(self, ...args) {
  nextTick(emit, self, ...args);
}

function duration(msecs) {
  validateNumber(msecs, 'msecs');
  if (msecs < 0 || !Number.isFinite(msecs)) throw new ERR_OUT_OF_RANGE('msecs', 'a non-negative finite number', msecs);
  if (msecs <= kMaxTimeout) return msecs;
  process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.` +
    `\nTimer duration was truncated to ${kMaxTimeout}.`, 'TimeoutOverflowWarning');
  return kMaxTimeout;
}

// timeoutMethods are those of a session and of a stream: idle time, which
// kUpdateTimer begins anew, for a stream's session too.
const timeoutMethods = {
  setTimeout(msecs, callback) {
    if (this.destroyed) return this;
    this.timeout = msecs;
    msecs = duration(msecs);
    clearTimeout(this[kTimer]);
    if (msecs === 0) {
      if (callback !== undefined) {
        validateFunction(callback, 'callback');
        this.removeListener('timeout', callback);
      }
      this[kTimer] = undefined;
      return this;
    }
    this[kTimer] = setUnrefTimeout(() => this._onTimeout(), msecs);
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.once('timeout', callback);
    }
    return this;
  },

  [kUpdateTimer]() {
    if (this.destroyed) return;
    const timer = this[kTimer];
    if (timer !== undefined) timer.refresh();
    const session = this[kSession];
    if (session !== undefined) session[kUpdateTimer]();
  },
};

function installTimeouts(Class) {
  for (const name of Reflect.ownKeys(timeoutMethods)) {
    Object.defineProperty(Class.prototype, name, {
      configurable: true, enumerable: true, writable: true, value: timeoutMethods[name],
    });
  }
}

module.exports = {
  codeNames,
  emit,
  emitLater,
  installTimeouts,
  kTimer,
  kUpdateTimer,
  // Of sessions.
  kAuthority: Symbol('authority'),
  kBoundSession: Symbol('kBoundSession'),
  kHandle: Symbol('kHandle'),
  kInit: Symbol('init'),
  kMaybeDestroy: Symbol('kMaybeDestroy'),
  kOptions: Symbol('options'),
  kOriginSet: Symbol('kOriginSet'),
  kPending: Symbol('kPendingRequestCalls'),
  kProtocol: Symbol('protocol'),
  kProxySocket: Symbol('proxySocket'),
  kServer: Symbol('server'),
  kSocket: Symbol('socket'),
  kState: Symbol('state'),
  kType: Symbol('type'),
  // Of streams.
  kID: Symbol('id'),
  kOrigin: Symbol('origin'),
  kProceed: Symbol('proceed'),
  kRequestHeaders: Symbol('kRequestHeaders'),
  kScope: Symbol('kScope'),
  kSentHeaders: Symbol('sent-headers'),
  kSentInfoHeaders: Symbol('sent-info-headers'),
  kSentTrailers: Symbol('sent-trailers'),
  kSession,
};
