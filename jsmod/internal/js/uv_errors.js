'use strict';

// Errors of system calls in libuv's numbers and Node's shapes.

const { codes } = require('./errors.js');

let byNumber;

// errorMap is number -> [name, text], in libuv's order.
function errorMap() {
  if (byNumber === undefined) {
    byNumber = new Map();
    const flat = binding.errnoMap();
    for (let i = 0; i < flat.length; i += 3) byNumber.set(flat[i], [flat[i + 1], flat[i + 2]]);
  }
  return byNumber;
}

let byName;

// errnoOf is the negative number of a name such as ENOENT, or undefined.
function errnoOf(name) {
  if (byName === undefined) {
    byName = Object.create(null);
    for (const [number, entry] of errorMap()) byName[entry[0]] = number;
  }
  return byName[name];
}

function uvErrmapGet(number) {
  return errorMap().get(number);
}

function describe(number) {
  return uvErrmapGet(number) || ['UNKNOWN', 'unknown error'];
}

function make(message, maker) {
  const err = new Error(message);
  Error.captureStackTrace(err, maker);
  return err;
}

// UVException: ctx has errno, syscall and perhaps code, message, path, dest.
function UVException(ctx) {
  const entry = describe(ctx.errno);
  const code = entry[0];
  let message = `${code}: ${ctx.message || entry[1]}, ${ctx.syscall}`;
  let path;
  let dest;
  if (ctx.path) {
    path = ctx.path.toString();
    message += ` '${path}'`;
  }
  if (ctx.dest) {
    dest = ctx.dest.toString();
    message += ` -> '${dest}'`;
  }
  const err = make(message, UVException);
  for (const key of Object.keys(ctx)) {
    if (key !== 'message' && key !== 'path' && key !== 'dest') err[key] = ctx[key];
  }
  err.code = code;
  if (path) err.path = path;
  if (dest) err.dest = dest;
  return err;
}

function UVExceptionWithHostPort(number, syscall, address, port) {
  const [code, text] = describe(number);
  let details = '';
  if (port && port > 0) details = ` ${address}:${port}`;
  else if (address) details = ` ${address}`;
  const err = make(`${syscall} ${code}: ${text}${details}`, UVExceptionWithHostPort);
  err.code = code;
  err.errno = number;
  err.syscall = syscall;
  err.address = address;
  if (port) err.port = port;
  return err;
}

function ErrnoException(number, syscall, original = '') {
  const code = describe(number)[0];
  const message = original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`;
  const err = make(message, ErrnoException);
  err.errno = number;
  err.code = code;
  err.syscall = syscall;
  return err;
}

function ExceptionWithHostPort(number, syscall, address, port, additional) {
  const code = describe(number)[0];
  let details = '';
  if (port && port > 0) details = ` ${address}:${port}`;
  else if (address) details = ` ${address}`;
  if (additional) details += ` - Local (${additional})`;
  const err = make(`${syscall} ${code}${details}`, ExceptionWithHostPort);
  err.errno = number;
  err.code = code;
  err.syscall = syscall;
  err.address = address;
  if (port) err.port = port;
  return err;
}

// DNSException: code is a number of libuv or a name of c-ares.
function DNSException(code, syscall, hostname) {
  let errno;
  if (typeof code === 'number') {
    errno = code;
    const name = describe(code)[0];
    // Both mean that there is no such name, which c-ares calls ENOTFOUND.
    code = name === 'EAI_NODATA' || name === 'EAI_NONAME' ? 'ENOTFOUND' : name;
  }
  const err = make(`${syscall} ${code}${hostname ? ` ${hostname}` : ''}`, DNSException);
  err.errno = errno;
  err.code = code;
  err.syscall = syscall;
  if (hostname) err.hostname = hostname;
  return err;
}

class ConnResetException extends Error {
  constructor(message) {
    super(message);
    this.code = 'ECONNRESET';
  }
}
Object.defineProperty(ConnResetException.prototype, 'constructor', {
  value: Error, writable: true, enumerable: false, configurable: true,
});

// Functions without new, as Node named them once.
const factory = (Class) => (...args) => Reflect.construct(Class, args);

module.exports = {
  ConnResetException,
  DNSException,
  ErrnoException,
  ExceptionWithHostPort,
  get SystemError() { return codes.ERR_SYSTEM_ERROR; },
  UVException,
  UVExceptionWithHostPort,
  dnsException: factory(DNSException),
  errnoException: factory(ErrnoException),
  errnoOf,
  errorMap,
  exceptionWithHostPort: factory(ExceptionWithHostPort),
  uvErrmapGet,
  uvException: factory(UVException),
  uvExceptionWithHostPort: factory(UVExceptionWithHostPort),
};
