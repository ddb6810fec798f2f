'use strict';
// What process tells of itself, and what it refuses.
const show = (fn) => {
  try {
    console.log(fn());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
console.log(process.version, process.versions.node, process.release.name, process.platform, process.arch);
console.log(process.argv.length, process.execArgv, process.argv0.length > 0, typeof process.execPath);
console.log(String(process), Object.prototype.toString.call(process), process instanceof require('events'));
console.log(process.features.tls, process.features.tls_sni);
console.log(typeof process.pid, typeof process.ppid, process.uptime() > 0, typeof process.title);
console.log(Object.keys(process.memoryUsage()), process.memoryUsage.rss() > 1e6, process.memoryUsage().heapUsed > 1e5);
console.log(process.hrtime().length, process.hrtime([0, 0]).length, typeof process.hrtime.bigint());
show(() => process.hrtime(5));
show(() => process.hrtime([1]));
console.log(Object.keys(process.cpuUsage()), Object.keys(process.resourceUsage()));
for (const value of [5, {}, { user: -1, system: 2 }, { user: 1, system: 'a' }]) show(() => process.cpuUsage(value));
console.log(process.getuid() === process.geteuid(), process.getgid() === process.getegid(), process.getgroups().length > 0);
show(() => process.setuid('no such user'));
show(() => process.setgid('no such group'));
show(() => process.setuid({}));
show(() => process.chdir());
show(() => process.umask('z'));
const mask = process.umask(0o77);
console.log(process.umask('022').toString(8), process.umask(mask).toString(8), process.umask() === mask);
process.chdir('/');
console.log(process.cwd());
try {
  process.chdir('nope');
} catch (e) {
  console.log(e.message, Object.keys(e), e.path, e.dest);
}
show(() => require('fs').readdirSync('.').includes('tmp'));
console.log(process.getBuiltinModule('fs') === require('fs'), process.getBuiltinModule('nope'));
console.log(process.stdout.fd, process.stderr.fd, process.stdin.fd, process.stdout.writable, process.stdout.destroyed);
show(() => process.nextTick(5));
show(() => process.setUncaughtExceptionCaptureCallback(5));
process.setUncaughtExceptionCaptureCallback((e) => console.log('captured', e.message));
console.log(process.hasUncaughtExceptionCaptureCallback());
show(() => process.setUncaughtExceptionCaptureCallback(() => {}));
setTimeout(() => { throw new Error('late'); }, 1);
