'use strict';

// Pre-shared keys: what pskCallback is called with, and what it may give.

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateBuffer, validateFunction, validateObject, validateString } = require('internal/validators');
const { isBytes, nativeContext } = require('./context.js');
const { bits: { NAMED }, kOptions, kState } = require('./socket_state.js');
const { refuseKeys } = require('./unsupported.js');

// OpenSSL's limits, in bytes.
const maxKey = 512;
const maxIdentity = 256;

// Checks the options of a socket, of which a context has been made.
function checkKeyOptions(options) {
  const { pskCallback, pskIdentityHint } = options;
  if (!pskCallback) return;
  validateFunction(pskCallback, 'pskCallback');
  if (pskIdentityHint) validateString(pskIdentityHint, 'options.pskIdentityHint');
  refuseKeys(nativeContext(options.secureContext || options.credentials));
}

function checkKey(psk) {
  validateBuffer(psk, 'psk');
  if (psk.byteLength > maxKey) {
    throw new ERR_INVALID_ARG_VALUE('psk', psk, `Pre-shared key exceeds ${maxKey} bytes`);
  }
}

function clientKey(ret) {
  if (ret === undefined || ret === null) return null;
  validateObject(ret, 'ret');
  const { psk } = ret;
  checkKey(psk);
  const { identity } = ret;
  validateString(identity, 'identity');
  if (Buffer.byteLength(identity) > maxIdentity) {
    throw new ERR_INVALID_ARG_VALUE('identity', identity, `PSK identity exceeds ${maxIdentity} bytes`);
  }
  return { psk, identity };
}

function serverKey(ret) {
  if (ret === undefined || ret === null) return null;
  if (!isBytes(ret) && typeof ret !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('ret', ['Object', 'Buffer', 'TypedArray', 'DataView'], ret);
  }
  const psk = isBytes(ret) ? ret : ret.psk;
  checkKey(psk);
  return psk;
}

// The events, with the socket as this: done(error) ends the connection, done(null,
// null) the handshake.
function onpskclient(hint, done) {
  let key;
  try {
    key = clientKey(this[kOptions].pskCallback.call(this, hint));
  } catch (error) {
    done(error);
    return;
  }
  done(null, key);
}

function onpskserver(identity, named, done) {
  let key;
  if (named) this[kState] |= NAMED;
  try {
    key = serverKey(this[kOptions].pskCallback.call(this, this, identity));
  } catch (error) {
    done(error);
    return;
  }
  done(null, key);
}

module.exports = { checkKeyOptions, onpskclient, onpskserver };
