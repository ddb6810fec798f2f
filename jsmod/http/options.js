'use strict';

// Options of http.Server and https.Server: checked once, kept as properties that a
// script may change.

const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateBoolean, validateInteger, validateObject } = require('internal/validators');
const { IncomingMessage, kIncomingMessage } = require('./incoming.js');

const kServerResponse = Symbol('ServerResponse');

// milliseconds reads a time that must not be negative.
function milliseconds(options, name, normal) {
  const value = options[name];
  if (value === undefined) return normal;
  validateInteger(value, name, 0);
  return value;
}

function flag(options, name, label, normal) {
  const value = options[name];
  if (value === undefined) return normal;
  validateBoolean(value, label);
  return value;
}

// storeHTTPOptions is called with a server as this.
function storeHTTPOptions(options) {
  this[kIncomingMessage] = options.IncomingMessage || IncomingMessage;
  this[kServerResponse] = options.ServerResponse || require('./response.js').ServerResponse;
  const { maxHeaderSize } = options;
  if (maxHeaderSize !== undefined) validateInteger(maxHeaderSize, 'maxHeaderSize', 0);
  this.maxHeaderSize = maxHeaderSize;
  this.insecureHTTPParser = flag(options, 'insecureHTTPParser', 'options.insecureHTTPParser', undefined);
  this.requestTimeout = milliseconds(options, 'requestTimeout', 300000);
  this.headersTimeout = milliseconds(options, 'headersTimeout', Math.min(60000, this.requestTimeout));
  if (this.requestTimeout > 0 && this.headersTimeout > this.requestTimeout) {
    throw new ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', options.headersTimeout);
  }
  this.keepAliveTimeout = milliseconds(options, 'keepAliveTimeout', 5000);
  this.connectionsCheckingInterval = milliseconds(options, 'connectionsCheckingInterval', 30000);
  this.requireHostHeader = flag(options, 'requireHostHeader', 'options.requireHostHeader', true);
  this.joinDuplicateHeaders = flag(options, 'joinDuplicateHeaders', 'options.joinDuplicateHeaders', undefined);
  this.rejectNonStandardBodyWrites =
    flag(options, 'rejectNonStandardBodyWrites', 'options.rejectNonStandardBodyWrites', false);
}

// serverArguments reads (options, listener) and (listener).
function serverArguments(options, listener) {
  if (typeof options === 'function') return [{}, options];
  if (options === undefined || options === null) return [{}, listener];
  validateObject(options, 'options');
  return [options, listener];
}

module.exports = { kServerResponse, serverArguments, storeHTTPOptions };
