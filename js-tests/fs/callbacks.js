'use strict';
// The callback forms, one after the other, and what promisify makes of them.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { promisify } = require('util');

let dir;
const at = (name) => path.join(dir, name);
const log = (name, ...list) => console.log(name, ...list);

const steps = [
  (next) => fs.mkdtemp(path.join(os.tmpdir(), 'tlsjs-'), (e, d) => { dir = d; log('mkdtemp', e); next(); }),
  (next) => fs.writeFile(at('a'), 'text', (e) => { log('writeFile', e); next(); }),
  (next) => fs.writeFile(at('a'), 'more', { flag: 'a' }, (...args) => { log('writeFile a', args); next(); }),
  (next) => fs.appendFile(at('a'), '!', 'latin1', (...args) => { log('appendFile', args); next(); }),
  (next) => fs.readFile(at('a'), 'utf8', (...args) => { log('readFile', args); next(); }),
  (next) => fs.open(at('a'), (e, fd) => {
    log('open', e, typeof fd);
    fs.read(fd, Buffer.alloc(3), 0, 3, 1, (err, n, b) => {
      log('read', err, n, b);
      fs.read(fd, { buffer: Buffer.alloc(2), position: 0 }, (err2, n2, b2) => {
        log('read options', err2, n2, b2);
        fs.read(fd, (err3, n3, b3) => {
          log('read alone', err3, n3, b3.length);
          fs.close(fd, (...args) => { log('close', args); next(); });
        });
      });
    });
  }),
  (next) => fs.open(at('w'), 'w+', 0o600, (e, fd) => {
    fs.write(fd, 'abc', (err, n, s) => {
      log('write', err, n, s);
      fs.write(fd, Buffer.from('XYZ'), 1, 2, 0, (err2, n2, b2) => {
        log('write at', err2, n2, b2);
        fs.writev(fd, [Buffer.from('1'), Buffer.from('2')], (err3, n3, list) => {
          log('writev', err3, n3, list);
          fs.readv(fd, [Buffer.alloc(2), Buffer.alloc(9)], 0, (err4, n4, list4) => {
            log('readv', err4, n4, list4);
            fs.ftruncate(fd, 1, (...args) => {
              log('ftruncate', args);
              fs.fstat(fd, (err5, s5) => { log('fstat', err5, s5.size); fs.close(fd, next); });
            });
          });
        });
      });
    });
  }),
  (next) => fs.stat(at('a'), (e, s) => { log('stat', e, s.size, s.isFile()); next(); }),
  (next) => fs.stat(at('a'), { bigint: true }, (e, s) => { log('stat bigint', e, s.size); next(); }),
  (next) => fs.lstat(at('none'), (e, s) => { log('lstat', e.code, s); next(); }),
  (next) => fs.mkdir(at('d'), (...args) => { log('mkdir', args); next(); }),
  (next) => fs.mkdir(at('d/e/f'), { recursive: true }, (e, first) => { log('mkdir -p', e, path.basename(first)); next(); }),
  (next) => fs.readdir(dir, (e, list) => { log('readdir', e, list); next(); }),
  (next) => fs.symlink('a', at('l'), (...args) => { log('symlink', args); next(); }),
  (next) => fs.readlink(at('l'), (...args) => { log('readlink', args); next(); }),
  (next) => fs.realpath(at('l'), (e, p) => { log('realpath', e, path.basename(p)); next(); }),
  (next) => fs.realpath.native(at('l'), (e, p) => { log('realpath.native', e, path.basename(p)); next(); }),
  (next) => fs.copyFile(at('a'), at('b'), (...args) => { log('copyFile', args); next(); }),
  (next) => fs.rename(at('b'), at('c'), (...args) => { log('rename', args); next(); }),
  (next) => fs.link(at('c'), at('g'), (...args) => { log('link', args); next(); }),
  (next) => fs.chmod(at('c'), 0o600, (...args) => { log('chmod', args); next(); }),
  (next) => fs.utimes(at('c'), 1, 2, (...args) => { log('utimes', args); next(); }),
  (next) => fs.truncate(at('c'), 3, (...args) => { log('truncate', args); next(); }),
  (next) => fs.truncate(at('c'), (...args) => { log('truncate to 0', args); next(); }),
  (next) => fs.access(at('c'), (...args) => { log('access', args); next(); }),
  (next) => fs.access(at('none'), fs.constants.R_OK, (e) => { log('access none', e.code); next(); }),
  (next) => fs.exists(at('c'), (...args) => { log('exists', args); next(); }),
  (next) => fs.exists(undefined, (...args) => { log('exists undefined', args); next(); }),
  (next) => fs.opendir(dir, (e, d) => d.read((err, entry) => {
    log('opendir', e, err, typeof entry.name);
    d.close((...args) => { log('Dir close', args); next(); });
  })),
  (next) => fs.cp(at('d'), at('d2'), { recursive: true }, (...args) => { log('cp', args); next(); }),
  (next) => fs.statfs('/', (e, s) => { log('statfs', e, Object.keys(s)); next(); }),
  (next) => fs.unlink(at('g'), (...args) => { log('unlink', args); next(); }),
  (next) => fs.rmdir(at('d/e/f'), (...args) => { log('rmdir', args); next(); }),
  (next) => fs.rm(at('none'), (e) => { log('rm', e.code, e.syscall); next(); }),
  (next) => fs.rm(at('none'), { force: true }, (...args) => { log('rm force', args); next(); }),
  (next) => promisify(fs.exists)(at('a')).then((v) => { log('promisify exists', v); next(); }),
  (next) => promisify(fs.readFile)(at('a'), 'utf8').then((v) => { log('promisify readFile', v); next(); }),
  (next) => {
    const fd = fs.openSync(at('a'));
    promisify(fs.read)(fd, Buffer.alloc(2), 0, 2, 0).then((v) => { log('promisify read', v); fs.closeSync(fd); next(); });
  },
  (next) => fs.rm(dir, { recursive: true }, (...args) => { log('rm -r', args, fs.existsSync(dir)); next(); }),
];

(function run(i) {
  if (i < steps.length) steps[i](() => run(i + 1));
})(0);
