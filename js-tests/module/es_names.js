// What an ES module has for names: __filename and __dirname are free, this is
// undefined, and the code is strict.

import { createRequire } from 'module';
import path from 'path';
import { fileURLToPath } from 'url';

const __filename = fileURLToPath(import.meta.url);
const __dirname = path.dirname(__filename);
const require = createRequire(import.meta.url);
console.log(path.basename(__filename), path.basename(__dirname), require('path') === path);
console.log(this, (function() { return this; })());
try {
  undeclared = 1;
} catch (error) {
  console.log(error.name, error.message);
}

console.log(Object.keys(import.meta).join(), Object.getPrototypeOf(import.meta));
console.log(import.meta.resolve('fs'), import.meta.resolve('node:fs'), import.meta.resolve('https://a.example/b'));
console.log(path.basename(import.meta.resolve('./not-there.mjs')));
console.log(new Error('here').stack.split('\n')[1].replace(/.*es_names/, 'es_names')); const first = () => new Error('there');
console.log(first().stack.split('\n').slice(1, 3).map((line) => line.replace(/.*es_names/, 'es_names')).join());
