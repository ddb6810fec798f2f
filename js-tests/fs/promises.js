'use strict';
// fs.promises and FileHandle, from making a folder to removing it.
const fs = require('fs');
const os = require('os');
const path = require('path');
const p = require('fs/promises');

console.log(p === fs.promises, p.constants === fs.constants);

async function main() {
  const dir = await p.mkdtemp(path.join(os.tmpdir(), 'tlsjs-'));
  const at = (name) => path.join(dir, name);
  await p.writeFile(at('a'), 'hello');
  console.log(await p.readFile(at('a'), 'utf8'), await p.readFile(at('a')));
  await p.appendFile(at('a'), ' you');
  console.log((await p.stat(at('a'))).size, (await p.lstat(at('a'))).isFile());
  const big = await p.stat(at('a'), { bigint: true });
  console.log(typeof big.mtimeNs, big.size, Object.keys(big).join());
  console.log(Object.keys(await p.stat(at('a'))).join());
  console.log((await p.mkdir(at('x/y/z'), { recursive: true })) === at('x'));
  console.log(await p.mkdir(at('x/y/z'), { recursive: true }));
  await p.writeFile(at('x/f'), (function* () { yield 'a'; yield Buffer.from('b'); })());
  console.log(await p.readFile(at('x/f'), { encoding: 'base64' }));
  console.log((await p.readdir(dir)).join(), (await p.readdir(dir, { recursive: true })).sort().join());
  for (const e of await p.readdir(dir, { withFileTypes: true })) {
    console.log(e.name, e.isFile(), e.isDirectory(), e.isSymbolicLink(), e.path === dir, e.parentPath === dir);
  }
  console.log(await p.readdir(dir, 'buffer'), await p.readdir(dir, { encoding: 'hex' }));
  await p.symlink('a', at('link'));
  console.log(await p.readlink(at('link')), (await p.lstat(at('link'))).isSymbolicLink());
  console.log((await p.realpath(at('link'))) === (await p.realpath(at('a'))));
  await p.copyFile(at('a'), at('b'));
  await p.rename(at('b'), at('c'));
  await p.link(at('c'), at('d'));
  console.log((await p.stat(at('d'))).nlink);
  await p.chmod(at('c'), 0o640);
  console.log(((await p.stat(at('c'))).mode & 0o777).toString(8));
  await p.utimes(at('c'), 1000, new Date(2000500));
  const s = await p.stat(at('c'));
  console.log(s.atimeMs, s.mtimeMs, s.atime, s.mtime);
  await p.truncate(at('c'), 2);
  console.log(await p.readFile(at('d'), 'latin1'));
  await p.access(at('c'), fs.constants.R_OK | fs.constants.W_OK);
  await p.cp(at('x'), at('x2'), { recursive: true });
  console.log((await p.readdir(at('x2'), { recursive: true })).sort());
  await handles(at);
  for await (const e of await p.opendir(dir)) if (e.isDirectory()) console.log('dir', e.name);
  await p.unlink(at('d'));
  await p.rm(dir, { recursive: true });
  console.log(fs.existsSync(dir));
}

async function handles(at) {
  const h = await p.open(at('a'), 'r+');
  console.log(typeof h.fd, await h.write('XX', 1), (await h.read(Buffer.alloc(5), 0, 5, 0)).buffer.toString());
  console.log(await h.write(Buffer.from('abc'), 1, 2, 0), await h.writev([Buffer.from('1'), Buffer.from('2')], 5));
  console.log(await h.readv([Buffer.alloc(2), Buffer.alloc(3)], 0));
  console.log(await h.read({ position: 0, length: 4, buffer: Buffer.alloc(4) }));
  await h.truncate(3);
  console.log((await h.stat()).size, await h.readFile('utf8'));
  await h.chmod(0o600);
  await h.utimes(5, 6);
  await h.sync();
  await h.datasync();
  await h.appendFile('!');
  h.on('close', () => console.log('close event'));
  await h.close();
  await h.close();
  console.log(h.fd);
  await h.read().catch((e) => console.log(e.message, e.code, e.syscall));
  const lines = await p.open(at('a'), 'w+');
  await lines.writeFile('one\ntwo\r\nthree');
  await lines.close();
  const again = await p.open(at('a'));
  for await (const line of again.readLines()) console.log(JSON.stringify(line));
  await p.writeFile(at('a'), 'x', { signal: AbortSignal.abort() }).catch((e) => console.log(e.name, e.code));
  await p.readFile(at('none')).catch((e) => console.log(e.code));
  await p.open(at('a'), 'zz').catch((e) => console.log(e.code));
}

main().catch((e) => console.log('failed', e.stack));
