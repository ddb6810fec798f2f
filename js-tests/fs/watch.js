'use strict';

// fs.watch tells of what comes, changes and goes in a folder, and of a file, in the
// encoding that is asked for. The system may tell of one thing several times.

const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
process.chdir(home);
fs.mkdirSync('folder');
fs.writeFileSync('folder/file', 'x');

const seen = [];
const watchers = {};

function see(label, ...args) {
  watchers[label] = fs.watch(...args);
  watchers[label].on('change', (type, name) => seen.push(`${label} ${type} ${Buffer.isBuffer(name) ? name.toString('hex') : name}`));
  watchers[label].on('error', (err) => console.log(label, err.message));
  watchers[label].on('close', () => console.log(label, 'closed'));
}

see('folder', 'folder');
see('url', require('url').pathToFileURL(path.join(home, 'folder')));
see('file', 'folder/file', { persistent: true });
see('buffer', 'folder', 'buffer');
see('base64', Buffer.from('folder'), { encoding: 'base64' });

let listened = 0;
watchers.listener = fs.watch(home, function(type, name) {
  listened++;
  if (listened === 1) console.log('listener', type, name, this === watchers.listener);
}).on('close', () => console.log('listener closed'));

// Each step is a deed and what is to be told of it, in any order among other things.
const steps = [
  ['written', () => fs.writeFileSync('folder/file', 'longer'),
    ['folder change file', 'url change file', 'file change file', 'buffer change 66696c65', 'base64 change ZmlsZQ==']],
  ['new', () => fs.writeFileSync('folder/new', ''),
    ['folder rename new', 'buffer rename 6e6577', 'base64 rename bmV3']],
  ['renamed', () => fs.renameSync('folder/new', 'folder/other'),
    ['folder rename new', 'folder rename other', 'url rename other']],
  ['mode', () => fs.chmodSync('folder/other', 0o600), ['folder change other']],
  ['folder', () => fs.mkdirSync('folder/sub'), ['folder rename sub']],
  ['below', () => { fs.writeFileSync('folder/sub/deep', ''); fs.writeFileSync('folder/mark', ''); }, ['folder rename mark']],
  ['removed', () => fs.unlinkSync('folder/file'), ['folder rename file', 'file rename file']],
  ['above', () => fs.writeFileSync('top', ''), []],
  ['gone', () => fs.rmSync('folder', { recursive: true }), ['folder rename other', 'folder rename folder']],
];

function next() {
  if (steps.length === 0) return end();
  const [name, act, wanted] = steps.shift();
  seen.length = 0;
  act();
  const look = () => {
    if (!wanted.every((one) => seen.includes(one)) || name === 'above' && listened === 0) return setTimeout(look, 5);
    console.log(name, wanted.join(', '), seen.some((one) => one.includes('deep')));
    return setTimeout(next, 20);
  };
  look();
}

function end() {
  for (const [label, watcher] of Object.entries(watchers)) {
    console.log(label, watcher.constructor.name, watcher.ref() === watcher, watcher.unref() === watcher, watcher.close());
    watcher.close();
    watcher.ref();
  }
  console.log('all are closed');
  fs.rmSync(home, { recursive: true });
  aborted();
}

function aborted() {
  const controller = new AbortController();
  fs.watch(os.tmpdir(), { signal: controller.signal }).on('close', () => console.log('aborted'));
  controller.abort();
  fs.watch(os.tmpdir(), { signal: AbortSignal.abort() }).on('close', () => console.log('aborted before'));
  // One that does not keep the script alive, and one that no longer does.
  fs.watch(os.tmpdir(), { persistent: false });
  fs.watch(os.tmpdir()).unref();
}

next();
