'use strict';

// Programs that everything here waits for.

const { codes: { ERR_INVALID_ARG_TYPE }, ErrnoException, genericNodeError } = require('internal/errors');
const { Buffer } = require('buffer');
const {
  checkMaxBuffer, checkTimeout, commandArguments, fileArguments, given, killSignalOf, signalName, spawnArguments,
} = require('./arguments.js');
const { plan } = require('./stdio.js');

function spawnSync(file, args, options) {
  options = { __proto__: null, maxBuffer: 1024 * 1024, ...spawnArguments(file, args, options) };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = killSignalOf(options.killSignal);
  options.stdio = plan(options.stdio || 'pipe', true).stdio;
  if (options.input) options.stdio[0] = { ...options.stdio[0], input: options.input };
  options.stdio.forEach((entry, i) => {
    if (given(entry.input)) entry.input = bytesOf(entry.input, options.encoding, i);
  });
  return run(options);
}

function bytesOf(input, encoding, i) {
  if (ArrayBuffer.isView(input)) return input;
  if (typeof input === 'string') {
    return Buffer.from(input, encoding === 'buffer' ? undefined : encoding);
  }
  throw new ERR_INVALID_ARG_TYPE(`options.stdio[${i}]`, ['Buffer', 'TypedArray', 'DataView', 'string'], input);
}

function run(options) {
  const raw = binding.spawnSync({ ...options, maxBuffer: options.maxBuffer === Infinity ? 0 : options.maxBuffer });
  const result = {};
  if (raw.error !== undefined) {
    result.error = new ErrnoException(raw.error, `spawnSync ${options.file}`);
    result.error.path = options.file;
    result.error.spawnargs = options.args.slice(1);
  }
  const started = raw.pid !== undefined;
  result.status = started && !raw.signal ? raw.status : null;
  result.signal = raw.signal ? signalName(raw.signal) : null;
  result.output = started ? raw.output : null;
  if (started && options.encoding && options.encoding !== 'buffer') {
    result.output = raw.output.map((bytes) => (bytes ? bytes.toString(options.encoding) : bytes));
  }
  result.pid = started ? raw.pid : 0;
  result.stdout = result.output && result.output[1];
  result.stderr = result.output && result.output[2];
  return result;
}

// outcome returns the output of a command that ended well, and throws otherwise.
// What it said on standard error is passed on unless the caller asked for it.
function outcome(result, stdio, command) {
  if (!stdio && result.stderr) process.stderr.write(result.stderr);
  if (result.error) throw Object.assign(result.error, result);
  if (result.status !== 0) {
    let text = `Command failed: ${command}`;
    if (result.stderr && result.stderr.length > 0) text += `\n${result.stderr.toString()}`;
    throw genericNodeError(text, result);
  }
  return result.stdout;
}

function execFileSync(file, args, options) {
  ({ file, args, options } = fileArguments(file, args, options));
  const { stdio } = options;
  return outcome(spawnSync(file, args, options), stdio, [options.argv0 || file, ...args].join(' '));
}

function execSync(command, options) {
  const sorted = commandArguments(command, options, null);
  const { stdio } = sorted.options;
  return outcome(spawnSync(sorted.file, sorted.options), stdio, command);
}

module.exports = { execFileSync, execSync, spawnSync };
