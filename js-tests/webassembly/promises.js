'use strict';

// What is made away from the script: compile, instantiate, and their streaming forms.

const http = require('http');
const { wasm } = require('../fixtures/wasm.js');

const bytes = wasm({ types: [[[], ['i32']]], imports: [['e', 'f', 'func', 0]], functions: [[0, [0x10, 0, 0x41, 1, 0x6a]]], exports: { g: ['func', 1] } });
const imports = { e: { f: () => 41 } };
const bad = new Uint8Array([1, 2, 3, 4]);

async function attempt(name, fn) {
  try {
    console.log(name, await fn());
  } catch (error) {
    console.log(name, error.constructor.name, error.code, error.message);
  }
}

(async () => {
  const module = await WebAssembly.compile(bytes);
  console.log(module, module instanceof WebAssembly.Module);
  const instance = await WebAssembly.instantiate(module, imports);
  console.log(instance, instance.exports.g(), Object.isFrozen(instance.exports), Object.getPrototypeOf(instance.exports));
  const both = await WebAssembly.instantiate(bytes.buffer, imports);
  console.log(both, both.instance.exports.g());
  // What the script changes meanwhile does not matter.
  const changed = bytes.slice();
  const pending = WebAssembly.compile(changed);
  changed.fill(0);
  await attempt('changed', () => pending);

  await attempt('compile', () => WebAssembly.compile());
  await attempt('compile', () => WebAssembly.compile(bad));
  await attempt('instantiate', () => WebAssembly.instantiate());
  await attempt('instantiate', () => WebAssembly.instantiate(bad));
  await attempt('instantiate', () => WebAssembly.instantiate(bytes));
  await attempt('instantiate', () => WebAssembly.instantiate(bytes, 1));
  await attempt('instantiate', () => WebAssembly.instantiate(bytes, {}));
  await attempt('instantiate', () => WebAssembly.instantiate(module, { e: {} }));
  await attempt('start', () => WebAssembly.instantiate(
    wasm({ types: [[[], []]], imports: [['e', 'f', 'func', 0]], start: 0 }), { e: { f() { throw new RangeError('at the start'); } } }));

  const responses = {
    '/good': (res) => res.writeHead(200, { 'Content-Type': 'application/wasm' }).end(bytes),
    '/text': (res) => res.writeHead(200, { 'Content-Type': 'text/plain' }).end(bytes),
    '/none': (res) => res.writeHead(200).end(bytes),
    '/gone': (res) => res.writeHead(404, { 'Content-Type': 'application/wasm' }).end(),
    '/bad': (res) => res.writeHead(200, { 'Content-Type': 'application/wasm' }).end(bad),
  };
  const server = http.createServer((req, res) => responses[req.url](res)).listen(0, '127.0.0.1', async () => {
    const get = (path) => fetch(`http://127.0.0.1:${server.address().port}${path}`);
    console.log(await WebAssembly.compileStreaming(get('/good')));
    const { instance } = await WebAssembly.instantiateStreaming(await get('/good'), imports);
    console.log(instance.exports.g());
    for (const path of ['/text', '/none', '/gone', '/bad']) await attempt(path, () => WebAssembly.compileStreaming(get(path)));
    await attempt('/bad', () => WebAssembly.instantiateStreaming(get('/bad'), imports));
    const used = await get('/good');
    await used.arrayBuffer();
    await attempt('used', () => WebAssembly.compileStreaming(used));
    await attempt('no response', () => WebAssembly.compileStreaming(5));
    await attempt('rejected', () => WebAssembly.compileStreaming(Promise.reject(new Error('mine'))));
    server.close();
  });
})();
