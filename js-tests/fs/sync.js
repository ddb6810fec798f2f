'use strict';
// The Sync functions, and the numbers and texts they give.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { URL, pathToFileURL } = require('url');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
const at = (name) => path.join(dir, name);
const log = (...list) => console.log(...list);

fs.writeFileSync(at('a'), 'one');
fs.appendFileSync(at('a'), Buffer.from(' two'));
log(fs.readFileSync(at('a'), 'utf8'), fs.readFileSync(Buffer.from(at('a'))).length);
log(fs.readFileSync(pathToFileURL(at('a')), { encoding: 'hex' }));
log(fs.readFileSync(new URL(`file://${at('a')}`)).toString());

const fd = fs.openSync(at('a'), 'r+');
log(typeof fd, fs.writeSync(fd, 'ONE', 0), fs.writeSync(fd, Buffer.from('xyz'), 1, 1, 3));
const b = Buffer.alloc(10);
log(fs.readSync(fd, b, 0, 10, 0), b.toString(), fs.readSync(fd, b, { position: 4, length: 2 }), fs.readSync(fd, b));
log(fs.readSync(fd, b, 0, 3, 0n), fs.readSync(fd, b, 0, 0, 0));
log(fs.readvSync(fd, [Buffer.alloc(2), Buffer.alloc(2)], 0), fs.writevSync(fd, [Buffer.from('q'), Buffer.from('r')]));
fs.ftruncateSync(fd, 5);
fs.fsyncSync(fd);
fs.fdatasyncSync(fd);
fs.fchmodSync(fd, '600');
fs.futimesSync(fd, 10.5, '20');
const s = fs.fstatSync(fd);
log(s.size, (s.mode & 0o777).toString(8), s.atimeMs, s.mtimeMs, s.atime.toISOString(), s instanceof fs.Stats);
log(s.isFile(), s.isDirectory(), s.isFIFO(), s.isSocket(), s.isBlockDevice(), s.isCharacterDevice(), s.isSymbolicLink());
fs.closeSync(fd);

const append = fs.openSync(at('a'), 'a');
fs.writeSync(append, '+', 0);
fs.closeSync(append);
log(fs.readFileSync(at('a'), 'latin1'));

fs.mkdirSync(at('d'), 0o750);
log((fs.statSync(at('d')).mode & 0o777).toString(8), fs.mkdirSync(at('p/q/r'), { recursive: true }) === at('p'));
fs.symlinkSync('d', at('ln'));
log(fs.readlinkSync(at('ln')), fs.readlinkSync(at('ln'), 'buffer'), fs.lstatSync(at('ln')).isSymbolicLink());
log(fs.readdirSync(dir), fs.readdirSync(dir, { recursive: true }).sort());
log(fs.readdirSync(dir, { withFileTypes: true }).map((e) => `${e.name} ${e.isDirectory()} ${e.isSymbolicLink()}`));
const d = fs.opendirSync(dir);
const names = [];
for (let e = d.readSync(); e !== null; e = d.readSync()) names.push(e.name);
log(names.sort(), d.path === dir);
d.closeSync();
try { d.readSync(); } catch (e) { log(e.code, e.message); }

fs.copyFileSync(at('a'), at('b'));
fs.renameSync(at('b'), at('c'));
fs.linkSync(at('c'), at('e'));
fs.chmodSync(at('c'), 0o444);
fs.utimesSync(at('c'), new Date(1e12), 1e9 + 0.25);
log(fs.statSync(at('c')).mtimeMs, fs.statSync(at('e')).nlink, fs.statSync(at('e'), { bigint: true }).atimeNs);
fs.lutimesSync(at('ln'), 3, 4);
log(fs.lstatSync(at('ln')).mtimeMs);
fs.truncateSync(at('e'), 1);
log(fs.readFileSync(at('c'), 'utf8'), fs.existsSync(at('c')), fs.existsSync(at('z')), fs.existsSync(), fs.existsSync({}));
fs.accessSync(at('c'), fs.constants.R_OK);
log(fs.realpathSync(path.join(at('ln'), '..', 'd')) === fs.realpathSync(at('d')), fs.realpathSync.native('/tmp'));
fs.cpSync(dir, `${dir}-copy`, { recursive: true, filter: (src) => !src.endsWith('e') });
log(fs.readdirSync(`${dir}-copy`, { recursive: true }).sort());
log(Object.keys(fs.statfsSync('/tmp')), typeof fs.statfsSync('/tmp', { bigint: true }).bsize);
fs.unlinkSync(at('e'));
fs.rmdirSync(at('d'));
fs.rmSync(dir, { recursive: true });
fs.rmSync(`${dir}-copy`, { recursive: true, force: true });
log(fs.existsSync(dir));
log(fs.readFileSync('/dev/null').length, fs._toUnixTimestamp(new Date(5000)), fs.F_OK, fs.R_OK, fs.W_OK, fs.X_OK);
