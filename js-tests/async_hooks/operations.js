'use strict';

// Operations call back in the context in which they were begun.

const crypto = require('crypto');
const dns = require('dns');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { finished, pipeline } = require('stream');
const { see, sees, watch, within } = require('./common');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-contexts-'));
const file = path.join(dir, 'file');
fs.writeFileSync(file, 'text'.repeat(50000));
process.on('exit', () => fs.rmSync(dir, { recursive: true }));

within('fs', () => {
  fs.stat(file, sees('fs.stat'));
  fs.readFile(file, sees('fs.readFile'));
  fs.readFile(`${file}s`, sees('fs.readFile that fails'));
  fs.writeFile(`${file}2`, 'x', sees('fs.writeFile', () => within('inner', () => fs.unlink(`${file}2`, sees('fs.unlink')))));
  fs.readdir(dir, sees('fs.readdir'));
  fs.open(file, sees('fs.open', (err, fd) => fs.read(fd, sees('fs.read', () => fs.close(fd, sees('fs.close'))))));
  fs.opendir(dir, sees('fs.opendir', (err, d) => d.read(sees('dir.read', () => d.close(sees('dir.close'))))));
  fs.mkdtemp(path.join(dir, 'x'), sees('fs.mkdtemp'));
  fs.exists(file, sees('fs.exists'));
  fs.access(file, sees('fs.access'));
  fs.realpath(file, sees('fs.realpath'));
  fs.cp(file, `${file}3`, sees('fs.cp'));
  fs.rm(`${file}4`, { force: true }, sees('fs.rm'));
});

within('promises', async () => {
  await fs.promises.readFile(file);
  see('fs.promises.readFile');
  const handle = await fs.promises.open(file);
  see('fs.promises.open');
  await within('deeper', () => handle.read(Buffer.alloc(4)).then(sees('then of handle.read')));
  see('handle.read');
  await handle.close();
  see('handle.close');
  await dns.promises.lookup('localhost');
  see('dns.promises.lookup');
});

within('stream', () => {
  const r = fs.createReadStream(file);
  watch(r, 'read stream', ['open', 'ready', 'end', 'close']);
  r.on('data', sees('read stream data'));
  within('listener', () => finished(r, sees('finished')));
  within('pipeline', () => pipeline(fs.createReadStream(file), fs.createWriteStream(`${file}5`), sees('pipeline')));
  const w = fs.createWriteStream(`${file}6`);
  watch(w, 'write stream', ['open', 'ready', 'finish', 'close']);
  within('write', () => w.write('1', sees('first write')));
  within('second', () => w.write('2', sees('second write')));
  within('end', () => w.end(sees('end of the write stream')));
});

within('crypto', () => {
  crypto.randomBytes(8, sees('randomBytes'));
  crypto.randomFill(Buffer.alloc(8), sees('randomFill'));
  crypto.randomInt(5, sees('randomInt'));
  crypto.pbkdf2('a', 'b', 1, 8, 'sha1', sees('pbkdf2'));
  crypto.scrypt('a', 'b', 8, { N: 2 }, sees('scrypt'));
  crypto.hkdf('sha256', 'a', 'b', 'c', 8, sees('hkdf'));
  crypto.generateKeyPair('ec', { namedCurve: 'P-256' }, sees('generateKeyPair', (err, pub, key) => {
    within('sign', () => crypto.sign('sha256', Buffer.alloc(1), key, sees('sign')));
  }));
  crypto.generateKey('hmac', { length: 64 }, sees('generateKey'));
  crypto.generatePrime(32, sees('generatePrime'));
  crypto.checkPrime(7n, sees('checkPrime'));
});

const input = within('input', () => process.stdin);
within('end', () => input.on('end', sees('end of the input')).resume());
within('output', () => process.stdout.write('output\n', sees('written')));

within('dns', () => {
  dns.lookup('localhost', sees('dns.lookup'));
  dns.lookup('127.0.0.1', sees('dns.lookup of an address'));
  dns.lookupService('127.0.0.1', 22, sees('dns.lookupService'));
  const resolver = new dns.Resolver({ timeout: 100, tries: 1 });
  resolver.setServers(['127.0.0.1:1']);
  within('resolve', () => resolver.resolve4('localhost.invalid', sees('resolve4')));
});
