'use strict';
// tlsjs only: Node 20 has no parseCertString any more; the documents' time had.

const assert = require('assert');
const tls = require('tls');

const parsed = tls.parseCertString('C=US\nOU=one\nOU=two\nOU=three\nCN=a=b\n=nothing\nnor this\n__proto__=x');
assert.deepStrictEqual({ ...parsed }, { C: 'US', OU: ['one', 'two', 'three'], CN: 'a=b', ['__proto__']: 'x' });
assert.strictEqual(Object.getPrototypeOf(parsed), null);
assert.deepStrictEqual(tls.getCertificateCompressionAlgorithms(), []);
console.log('parsed');
