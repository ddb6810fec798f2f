'use strict';

// watchFile tells of a file that is not there, then of its coming, growing and
// going.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
const file = path.join(home, 'file');

for (const call of [
  () => fs.watchFile(), () => fs.watchFile(file), () => fs.watchFile(file, {}), () => fs.watchFile(1, () => {}),
  () => fs.watchFile(file, { interval: 'q' }, () => {}), () => fs.watchFile(file, { interval: -1 }, () => {}),
  () => fs.unwatchFile(1),
]) {
  assert.throws(call, (err) => {
    console.log(err.code, err.message);
    return true;
  });
}

const steps = [
  (now, before) => {
    assert.deepStrictEqual([now.ino, before.ino, now.mtimeMs, now.mtime.getTime()], [0, 0, 0, 0]);
    assert(now instanceof fs.Stats);
    fs.writeFileSync(file, 'one');
  },
  (now, before) => {
    assert.deepStrictEqual([now.size, before.size], [3, 0]);
    fs.writeFileSync(file, 'one two');
  },
  (now, before) => {
    assert.strictEqual(now.size, 7);
    assert.strictEqual(before.ino, now.ino);
    fs.rmSync(file);
  },
  (now) => {
    assert.strictEqual(now.nlink, 0);
    fs.unwatchFile(file);
    fs.unwatchFile(file);
    watcher.stop();
    fs.rmSync(home, { recursive: true });
  },
];
const watcher = fs.watchFile(file, { interval: 20 }, (now, before) => {
  // Between truncation and writing a look may find the file empty.
  if (now.size === 0 && now.ino !== 0) return;
  steps.shift()(now, before.size === 0 && before.ino !== 0 ? { ...before, size: 0 } : before);
});
watcher.on('stop', () => console.log('stop', steps.length));
assert.strictEqual(watcher.constructor.name, 'StatWatcher');
assert.strictEqual(fs.watchFile(file, () => {}), watcher);

// One that does not keep the script alive.
fs.watchFile(__filename, { persistent: false, bigint: true }, () => {});
