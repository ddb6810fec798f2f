'use strict';
// Errors of system calls: message, code, errno, syscall, path, dest, in that order.
const fs = require('fs');

function show(name, fn) {
  try {
    fn();
    console.log(name, 'no error');
  } catch (e) {
    const dir = process.cwd();
    console.log(name, Object.keys(e).join(), e.message.split(dir).join('CWD'), e.code, e.errno, e.syscall, e.dest);
  }
}

show('open', () => fs.openSync('nope'));
show('stat', () => fs.statSync('nope'));
show('lstat', () => fs.lstatSync('nope'));
show('readFile', () => fs.readFileSync('nope'));
show('readFile of a folder', () => fs.readFileSync('/tmp'));
show('writeFile', () => fs.writeFileSync('nope/x', 'x'));
show('writeFile on a folder', () => fs.writeFileSync('/tmp', 'x'));
show('appendFile', () => fs.appendFileSync('nope/x', 'x'));
show('rename', () => fs.renameSync('nope', 'b'));
show('link', () => fs.linkSync('nope', 'b'));
show('symlink', () => fs.symlinkSync('x', 'nope/b'));
show('readlink', () => fs.readlinkSync('nope'));
show('readlink of a folder', () => fs.readlinkSync('/tmp'));
show('readdir', () => fs.readdirSync('nope'));
show('readdir of a file', () => fs.readdirSync('/etc/passwd'));
show('rmdir', () => fs.rmdirSync('nope'));
show('rmdir of a file', () => fs.rmdirSync('/etc/passwd'));
show('rmdir of a full folder', () => fs.rmdirSync('/usr'));
show('unlink', () => fs.unlinkSync('nope'));
show('unlink of a folder', () => fs.unlinkSync('/usr'));
show('mkdir', () => fs.mkdirSync('/tmp'));
show('mkdir below a file', () => fs.mkdirSync('/etc/passwd/x'));
show('mkdir below nothing', () => fs.mkdirSync('/nope/x'));
show('mkdir recursive on a file', () => fs.mkdirSync('/etc/passwd', { recursive: true }));
show('mkdtemp', () => fs.mkdtempSync('/nope/x'));
show('rm', () => fs.rmSync('nope'));
show('rm force', () => fs.rmSync('nope', { force: true }));
show('copyFile', () => fs.copyFileSync('nope', 'x'));
show('copyFile exclusive', () => fs.copyFileSync('/etc/passwd', '/etc/group', fs.constants.COPYFILE_EXCL));
show('cp', () => fs.cpSync('nope', 'x'));
show('cp of a folder', () => fs.cpSync('/etc', '/tmp/never'));
show('chmod', () => fs.chmodSync('nope', 0o600));
show('chown', () => fs.chownSync('nope', 1, 1));
show('lchown', () => fs.lchownSync('nope', 1, 1));
show('utimes', () => fs.utimesSync('nope', 1, 1));
show('lutimes', () => fs.lutimesSync('nope', 1, 1));
show('truncate', () => fs.truncateSync('nope'));
show('access', () => fs.accessSync('nope'));
show('realpath', () => fs.realpathSync('nope'));
show('realpath deep', () => fs.realpathSync('/etc/nope/x/y'));
show('realpath.native', () => fs.realpathSync.native('nope'));
show('statfs', () => fs.statfsSync('nope'));
for (const name of ['close', 'fstat', 'fsync', 'fdatasync', 'ftruncate']) {
  show(name, () => fs[`${name}Sync`](9999));
}
show('read', () => fs.readSync(9999, Buffer.alloc(1)));
show('readv', () => fs.readvSync(9999, [Buffer.alloc(1)]));

show('writev', () => fs.writevSync(9999, [Buffer.alloc(1)]));
show('fchmod', () => fs.fchmodSync(9999, 1));
show('fchown', () => fs.fchownSync(9999, 1, 1));
show('futimes', () => fs.futimesSync(9999, 1, 1));
console.log(fs.statSync('nope', { throwIfNoEntry: false }), fs.lstatSync('a/b', { throwIfNoEntry: false }));

// One after the other: which of three is over first is left to chance.
fs.open('nope', (e) => {
  console.log(Object.keys(e), e.stack);
  fs.opendir('/nope', (e) => {
    console.log(Object.keys(e), e.message);
    fs.promises.rename('nope', 'b').catch((e) => console.log(Object.keys(e), e.message));
  });
});
