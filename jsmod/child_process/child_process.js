'use strict';

const {
  AbortError,
  codes: { ERR_CHILD_PROCESS_IPC_REQUIRED, ERR_CHILD_PROCESS_STDIO_MAXBUFFER },
  genericNodeError,
} = require('internal/errors');
const { validateAbortSignal, validateArray, validateObject } = require('internal/validators');
const { nextTick } = require('internal/task_queue');
const { Buffer } = require('buffer');
const { clearTimeout, setTimeout } = require('timers');
const {
  checkMaxBuffer, checkTimeout, commandArguments, fileArguments, given, killSignalOf, spawnArguments, validPath,
  whole, wholeList,
} = require('./arguments.js');
const { ChildProcess } = require('./child.js');
const { spread } = require('./stdio.js');

const kMaxBuffer = 1024 * 1024;

// --- spawn ---

function spawn(file, args, options) {
  options = spawnArguments(file, args, options);
  checkTimeout(options.timeout);
  validateAbortSignal(options.signal, 'options.signal');
  const killSignal = killSignalOf(options.killSignal);
  const child = new ChildProcess();
  child.spawn(options);
  if (options.timeout > 0) killLater(child, options.timeout, killSignal);
  if (options.signal) killOnAbort(child, options.signal, killSignal);
  return child;
}

function killLater(child, timeout, killSignal) {
  const timer = setTimeout(() => {
    try {
      child.kill(killSignal);
    } catch (err) {
      child.emit('error', err);
    }
  }, timeout);
  child.once('exit', () => clearTimeout(timer));
}

function killOnAbort(child, signal, killSignal) {
  const aborted = () => {
    try {
      if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: signal.reason }));
    } catch (err) {
      child.emit('error', err);
    }
  };
  if (signal.aborted) {
    nextTick(aborted);
    return;
  }
  signal.addEventListener('abort', aborted, { once: true });
  child.once('exit', () => signal.removeEventListener('abort', aborted));
}

// --- execFile, exec ---

function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = fileArguments(file, args, options, callback));
  options = {
    __proto__: null,
    encoding: 'utf8', timeout: 0, maxBuffer: kMaxBuffer, killSignal: 'SIGTERM', cwd: null, env: null, shell: false,
    ...options,
  };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = killSignalOf(options.killSignal);
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    gid: options.gid,
    shell: options.shell,
    signal: options.signal,
    uid: options.uid,
    windowsHide: Boolean(options.windowsHide),
    windowsVerbatimArguments: Boolean(options.windowsVerbatimArguments),
  });
  collect(child, [file, ...args].join(' '), options, callback);
  return child;
}

// collect gathers what the child says and calls back at its end.
function collect(child, command, options, callback) {
  const encoding = options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  const said = { stdout: [], stderr: [] };
  let failure = null;
  let killed = false;
  let over = false;
  let timer = null;

  const finish = (code, signal) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    if (!callback) return;
    const stdout = joined(said.stdout, encoding, child.stdout);
    const stderr = joined(said.stderr, encoding, child.stderr);
    if (failure === null && code === 0 && signal === null) {
      callback(null, stdout, stderr);
      return;
    }
    if (failure === null) {
      failure = genericNodeError(`Command failed: ${command}\n${stderr}`, {
        code: code < 0 ? require('util').getSystemErrorName(code) : code,
        killed: child.killed || killed,
        signal,
      });
    }
    failure.cmd = command;
    callback(failure, stdout, stderr);
  };
  const stopListening = () => {
    if (child.stdout) child.stdout.destroy();
    if (child.stderr) child.stderr.destroy();
  };
  const kill = () => {
    stopListening();
    killed = true;
    try {
      child.kill(options.killSignal);
    } catch (err) {
      if (failure === null) failure = err;
      finish();
    }
  };

  if (options.timeout > 0) timer = setTimeout(kill, options.timeout);
  for (const name of ['stdout', 'stderr']) {
    const stream = child[name];
    if (!stream) continue;
    if (encoding) stream.setEncoding(encoding);
    bounded(stream, said[name], options.maxBuffer, () => {
      failure = new ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name);
      kill();
    });
  }
  child.addListener('close', finish);
  child.addListener('error', (err) => {
    failure = err;
    stopListening();
    finish();
  });
}

// bounded puts chunks into a list up to a number of bytes.
function bounded(stream, list, limit, exceeded) {
  let length = 0;
  stream.on('data', (chunk) => {
    const encoding = stream.readableEncoding;
    const size = encoding ? Buffer.byteLength(chunk, encoding) : chunk.length;
    length += size;
    if (length <= limit) {
      list.push(chunk);
      return;
    }
    list.push(chunk.slice(0, limit - (length - size)));
    exceeded();
  });
}

function joined(list, encoding, stream) {
  if (encoding || (stream && stream.readableEncoding)) return list.join('');
  return Buffer.concat(list);
}

function exec(command, options, callback) {
  const given = commandArguments(command, options, callback);
  return module.exports.execFile(given.file, given.options, given.callback);
}

// promised is what util.promisify makes of exec and execFile: a promise of both
// outputs, with the child.
function promised(original) {
  return (...args) => {
    let settle;
    const promise = new Promise((resolve, reject) => {
      settle = { resolve, reject };
    });
    // What the arguments are to blame for throws at once.
    promise.child = original(...args, (err, stdout, stderr) => {
      if (err === null) {
        settle.resolve({ stdout, stderr });
        return;
      }
      err.stdout = stdout;
      err.stderr = stderr;
      settle.reject(err);
    });
    return promise;
  };
}

for (const original of [exec, execFile]) {
  Object.defineProperty(original, Symbol.for('nodejs.util.promisify.custom'), {
    enumerable: false, value: promised(original),
  });
}

// --- fork ---

function fork(modulePath, args, options) {
  modulePath = validPath(modulePath, 'modulePath');
  if (!given(args)) {
    args = [];
  } else if (typeof args === 'object' && !Array.isArray(args)) {
    options = args;
    args = [];
  } else {
    validateArray(args, 'args');
  }
  if (given(options)) validateObject(options, 'options');
  options = { __proto__: null, ...options, shell: false };
  if (!options.execPath) options.execPath = ownProgram();
  whole(options.execPath, 'options.execPath');
  const execArgv = options.execArgv || withoutText(process.execArgv);
  wholeList(execArgv, 'options.execArgv');
  if (typeof options.stdio === 'string') {
    options.stdio = spread(options.stdio, 'ipc');
  } else if (!Array.isArray(options.stdio)) {
    options.stdio = spread(options.silent ? 'pipe' : 'inherit', 'ipc');
  } else if (!options.stdio.includes('ipc')) {
    throw new ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  }
  return spawn(options.execPath, [...execArgv, modulePath, ...args], options);
}

// ownProgram is the program that runs scripts: an embedder may have none.
function ownProgram() {
  const { isAbsolute } = require('path');
  if (isAbsolute(process.execPath) || !binding.granted) return process.execPath;
  throw genericNodeError('fork needs a program that runs scripts, which this host has not named (ExecPath)',
    { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

// withoutText leaves out the text that this script itself may have come from.
function withoutText(words) {
  const at = words.findIndex((word) => ['-e', '--eval', '-p', '--print', '-pe'].includes(word));
  return at < 0 ? words : [...words.slice(0, at), ...words.slice(at + 2)];
}

module.exports = {
  ChildProcess,
  exec,
  execFile,
  execFileSync: lazySync('execFileSync'),
  execSync: lazySync('execSync'),
  fork,
  spawn,
  spawnSync: lazySync('spawnSync'),
};

// lazySync loads the synchronous half when it is wanted.
function lazySync(name) {
  return { [name]: (...args) => require('./sync.js')[name](...args) }[name];
}
