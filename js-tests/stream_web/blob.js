'use strict';
// Blob.stream: all bytes, with memory of the reader's too, and what it is.
const log = console.log;

async function main() {
  const blob = new Blob(['abc', new Uint8Array(150000).fill(1)], { type: 'text/plain' });
  const stream = blob.stream();
  log(stream, blob.stream() === stream);
  const parts = [];
  for await (const chunk of stream) {
    if (chunk.constructor !== Uint8Array) log('not a Uint8Array');
    parts.push(chunk);
  }
  log(Buffer.concat(parts).equals(Buffer.from(await blob.arrayBuffer())));
  parts[0].fill(0);
  log((await blob.text()).slice(0, 3));
  const reader = new Blob(['0123456789']).stream().getReader({ mode: 'byob' });
  log(await reader.read(new Uint8Array(4)), await reader.read(new Uint8Array(20)), await reader.read(new Uint8Array(4)));
  for await (const chunk of new Blob([]).stream()) log('never', chunk);
  await blob.stream().cancel();
  log(Object.keys(Object.getOwnPropertyDescriptors(Blob.prototype)).filter((name) => Object.getOwnPropertyDescriptor(Blob.prototype, name).enumerable));
  try {
    Blob.prototype.stream.call({});
  } catch (error) {
    log(error.code, error.message);
  }
}
main().then(() => log('done'));
