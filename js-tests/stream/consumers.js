'use strict';
// stream/consumers.
const { Readable } = require('stream');
const consumers = require('stream/consumers');
const log = console.log;
const euro = Buffer.from('\ufeff\u20ac!');
const split = () => Readable.from([euro.subarray(0, 4), euro.subarray(4)], { objectMode: false });

async function main() {
  log(Object.keys(consumers));
  log(JSON.stringify(await consumers.text(split())), await consumers.buffer(split()));
  log(await consumers.json(Readable.from(['{"a"', ':1}'])));
  const memory = await consumers.arrayBuffer(split());
  log(memory instanceof ArrayBuffer, memory.byteLength);
  await consumers.json(Readable.from(['{'])).catch((e) => log(e.name));
  const failing = new Readable({ read() { this.destroy(new Error('broken')); } });
  await consumers.text(failing).catch((e) => log(e.message));
}

main();
