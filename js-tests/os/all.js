'use strict';
// Everything os exports, on the machine that runs both interpreters.
const os = require('os');
console.log(Object.keys(os).sort());
for (const name of ['arch', 'endianness', 'hostname', 'homedir', 'platform', 'release', 'type', 'version', 'machine', 'tmpdir']) {
  console.log(name, os[name](), `${os[name]}` === os[name]());
}
console.log(os.userInfo(), os.userInfo({ encoding: 'buffer' }).username, os.userInfo({ encoding: 'hex' }).homedir);
console.log(os.cpus().length, Object.keys(os.cpus()[0]), os.cpus()[0].model, Object.keys(os.cpus()[0].times));
console.log(os.totalmem(), os.freemem() > 0, os.uptime() > 0, os.loadavg().length, os.getPriority());
console.log(os.networkInterfaces().lo);
console.log(JSON.stringify(os.EOL), os.devNull, os.constants);
const show = (fn) => {
  try {
    console.log(fn());
  } catch (e) {
    console.log(e.name, e.message, e.code, e.info, e.errno, e.syscall, Object.keys(e));
  }
};
show(() => os.getPriority(99999999));
show(() => os.setPriority(99));
show(() => os.getPriority('a'));
for (const write of [() => { os.EOL = 'x'; }, () => { os.constants.signals.SIGHUP = 5; }]) {
  try {
    write();
  } catch (e) {
    console.log(e.name); // the engines word it differently
  }
}
