'use strict';

// What fs.watch and fs.promises.watch refuse, and how.

const fs = require('fs');
const os = require('os');
const path = require('path');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
process.chdir(home);

function show(call, err) {
  const { name, code, message, errno, syscall, filename } = err;
  console.log(String(call).slice(6), name, code, message.replaceAll(home, 'home'), errno, syscall,
              String(filename).replace(home, 'home'), String(err.path).replace(home, 'home'), err.cause && err.cause.name);
}

for (const call of [
  () => fs.watch(), () => fs.watch(1), () => fs.watch(null), () => fs.watch('a\0b'), () => fs.watch('.', 'odd'), () => fs.watch('.', 5),
  () => fs.watch('.', { encoding: 1 }), () => fs.watch('.', { signal: 1 }), () => fs.watch('.', { recursive: 1 }),
  () => fs.watch('.', { recursive: true, persistent: 1 }),
  () => fs.watch('missing'), () => fs.watch(Buffer.from('missing')), () => fs.watch('missing/below'),
  () => fs.watch('missing', { recursive: true }),
  () => fs.watch('missing', { signal: AbortSignal.abort() }),
]) {
  try {
    call();
    console.log('watches', call);
  } catch (err) {
    show(call, err);
  }
}
fs.watch('.', { persistent: 1, recursive: 0 }).close();
fs.watch('.', null, () => {}).close();
fs.watch('.', null, null).close();
console.log(fs.watch.name, fs.watch.length, fs.FSWatcher);

(async () => {
  const { watch } = fs.promises;
  for (const call of [
    () => watch(), () => watch(1), () => watch('.', 'utf8'), () => watch('.', { recursive: 1 }), () => watch('.', { persistent: 1 }),
    () => watch('.', { encoding: 'odd' }), () => watch('.', { encoding: 'buffer' }), () => watch('.', { signal: 1 }),
    () => watch('missing'), () => watch('missing', { recursive: true }), () => watch('.', { signal: AbortSignal.abort() }),
    () => watch('.', { recursive: true, signal: AbortSignal.abort() }),
  ]) {
    const iterator = call();
    await iterator.next().then(() => console.log('watches', call), (err) => show(call, err));
    console.log(await iterator.next());
  }
  fs.rmdirSync(home);
})();
