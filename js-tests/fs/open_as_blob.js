'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));
process.on('exit', () => fs.rmSync(home, { recursive: true }));
const file = path.join(home, 'file');
fs.writeFileSync(file, 'hello blob');

async function main() {
  const blob = await fs.openAsBlob(file);
  console.log(blob, await blob.text(), blob instanceof Blob, fs.openAsBlob.length);
  const typed = await fs.openAsBlob(file, { type: 'Text/Plain' });
  console.log(typed.type, await typed.slice(1, 4).text(), (await typed.arrayBuffer()).byteLength);
  for await (const chunk of typed.stream()) console.log(Buffer.from(chunk).toString());
  for (const args of [
    [], [1], [file, 1], [file, null], [file, { type: 5 }], [path.join(home, 'absent')], [Buffer.from(file)], [pathToFileURL(file)],
  ]) {
    try {
      console.log(await fs.openAsBlob(...args));
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
}
main();
