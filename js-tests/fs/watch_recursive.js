'use strict';

// fs.watch with recursive: true tells of all that lies below, also of folders that
// come later, under paths from the folder on.

const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
process.chdir(home);
fs.mkdirSync('folder/sub/deep', { recursive: true });
fs.writeFileSync('folder/sub/deep/file', 'x');
fs.mkdirSync('elsewhere');
fs.symlinkSync('../elsewhere', 'folder/link');

const seen = new Set();
const watcher = fs.watch('folder', { recursive: true }, (type, name) => seen.add(`${type} ${name}`));
watcher.on('error', (err) => console.log(err.message));
watcher.on('close', () => console.log('closed'));

const steps = [
  ['written', () => fs.writeFileSync('folder/sub/deep/file', 'longer'), ['change sub/deep/file']],
  ['new', () => fs.writeFileSync('folder/sub/new', ''), ['rename sub/new']],
  ['folders', () => fs.mkdirSync('folder/a/b/c', { recursive: true }), ['rename a', 'rename a/b', 'rename a/b/c']],
  ['in them', () => fs.writeFileSync('folder/a/b/c/d', ''), ['rename a/b/c/d']],
  ['moved', () => fs.renameSync('folder/a', 'folder/z'), ['rename a', 'rename z', 'rename z/b/c/d']],
  ['in what was moved', () => fs.writeFileSync('folder/z/b/c/e', ''), ['rename z/b/c/e']],
  ['moved out', () => fs.renameSync('folder/z', 'z'), ['rename z']],
  ['out there', () => { fs.writeFileSync('z/b/quiet', ''); fs.writeFileSync('folder/mark', ''); }, ['rename mark']],
  ['moved in', () => fs.renameSync('z', 'folder/y'), ['rename y', 'rename y/b', 'rename y/b/c/e']],
  ['again', () => fs.unlinkSync('folder/y/b/c/e'), ['rename y/b/c/e']],
  ['removed', () => fs.rmSync('folder/y', { recursive: true }), ['rename y']],
  ['made anew', () => fs.mkdirSync('folder/y'), ['rename y']],
  ['in it', () => fs.writeFileSync('folder/y/x', ''), ['rename y/x']],
  ['behind a link', () => { fs.writeFileSync('elsewhere/quiet', ''); fs.writeFileSync('folder/mark2', ''); }, ['rename mark2']],
  ['file gone', () => fs.unlinkSync('folder/sub/deep/file'), ['rename sub/deep/file']],
  ['folder gone', () => fs.rmdirSync('folder/sub/deep'), ['rename sub/deep']],
];

function next() {
  if (steps.length === 0) {
    console.log(watcher.close(), watcher.close());
    fs.rmSync(home, { recursive: true });
    return one();
  }
  const [name, act, wanted] = steps.shift();
  seen.clear();
  act();
  const look = () => {
    if (!wanted.every((each) => seen.has(each))) return setTimeout(look, 5);
    console.log(name, wanted.join(', '), [...seen].filter((each) => /quiet$/.test(each) && !/z\/|y\//.test(each)));
    return setTimeout(next, 50);
  };
  return look();
}

// A single file, by a signal.
function one() {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-')), 'file');
  fs.writeFileSync(file, '');
  const controller = new AbortController();
  let told = 0;
  fs.watch(file, { recursive: true, signal: controller.signal }, (type, name) => {
    if (told++ > 0) return;
    console.log(type, name);
    controller.abort();
  }).on('close', () => {
    console.log('file closed');
    fs.rmSync(path.dirname(file), { recursive: true });
  });
  fs.writeFileSync(file, 'x');
}

setTimeout(next, 20);
