'use strict';

// What require('os') gives.

const { os: constants } = require('internal/constants');
const { codes: { ERR_SYSTEM_ERROR } } = require('internal/errors');
const { validateInt32 } = require('internal/validators');

const windows = process.platform === 'win32';

// checked throws what the Go half reports as [code, errno, words].
function checked(value, syscall, failed = Array.isArray(value)) {
  if (failed) {
    const [code, errno, message] = value;
    throw new ERR_SYSTEM_ERROR({ errno, code, message, syscall });
  }
  return value;
}

// Where a text is wanted the function itself will do: `${os.hostname}`.
function textual(fn) {
  Object.defineProperty(fn, Symbol.toPrimitive, { value: () => fn(), writable: true, configurable: true });
  return fn;
}

let description;
function system() {
  description = description || binding.system();
  return description;
}

function cpus() {
  const flat = binding.cpus();
  const list = [];
  for (let i = 0; i < flat.length; i += 7) {
    const [model, speed, user, nice, sys, idle, irq] = flat.slice(i, i + 7);
    list.push({ model, speed, times: { user, nice, sys, idle, irq } });
  }
  return list;
}

function networkInterfaces() {
  const flat = binding.interfaces();
  checked(flat, 'uv_interface_addresses', flat.length === 3);
  const result = {};
  for (let i = 0; i < flat.length; i += 8) {
    const [name, address, netmask, family, mac, internal, cidr, scopeid] = flat.slice(i, i + 8);
    const entry = { address, netmask, family, mac, internal, cidr };
    if (family === 'IPv6') entry.scopeid = scopeid;
    if (result[name] === undefined) result[name] = [];
    result[name].push(entry);
  }
  return result;
}

function tmpdir() {
  const { env } = process;
  if (windows) {
    const path = env.TEMP || env.TMP || `${env.SystemRoot || env.windir || ''}\\temp`;
    return path.length > 1 && path.endsWith('\\') && !path.endsWith(':\\') ? path.slice(0, -1) : path;
  }
  const path = env.TMPDIR || env.TMP || env.TEMP || binding.tempDir();
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function userInfo(options) {
  const encoding = options && typeof options === 'object' ? options.encoding : undefined;
  const all = binding.userInfo();
  checked(all, 'uv_os_get_passwd', all.length === 3);
  const [uid, gid, username, homedir, shell] = all;
  const text = (value) => {
    if (value === null || encoding === undefined || encoding === 'utf8') return value;
    const bytes = Buffer.from(value);
    return encoding === 'buffer' ? bytes : bytes.toString(encoding);
  };
  return { __proto__: null, uid, gid, username: text(username), homedir: text(homedir), shell: text(shell) };
}

function getPriority(pid) {
  if (pid === undefined) pid = 0;
  else validateInt32(pid, 'pid');
  return checked(binding.priority(pid), 'uv_os_getpriority');
}

function setPriority(pid, priority) {
  if (priority === undefined) {
    priority = pid;
    pid = 0;
  }
  validateInt32(pid, 'pid');
  validateInt32(priority, 'priority', -20, 19);
  checked(binding.setPriority(pid, priority), 'uv_os_setpriority');
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

module.exports = {
  arch: textual(() => process.arch),
  availableParallelism: textual(() => binding.parallelism()),
  cpus,
  endianness: textual(() => (littleEndian ? 'LE' : 'BE')),
  freemem: textual(() => binding.memory()[1]),
  getPriority,
  homedir: textual(() => checked(binding.homedir(), 'uv_os_homedir')),
  hostname: textual(() => checked(binding.hostname(), 'uv_os_gethostname')),
  loadavg: () => binding.load(),
  networkInterfaces,
  platform: textual(() => process.platform),
  release: textual(() => system()[1]),
  setPriority,
  tmpdir: textual(tmpdir),
  totalmem: textual(() => binding.memory()[0]),
  type: textual(() => system()[0]),
  userInfo,
  uptime: textual(() => binding.uptime()),
  version: textual(() => system()[2]),
  machine: textual(() => system()[3]),
};

Object.defineProperties(module.exports, {
  constants: { configurable: false, enumerable: true, value: constants },
  EOL: { configurable: true, enumerable: true, writable: false, value: windows ? '\r\n' : '\n' },
  devNull: { configurable: true, enumerable: true, writable: false, value: windows ? '\\\\.\\nul' : '/dev/null' },
});
