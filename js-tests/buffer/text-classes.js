// TextEncoder, TextDecoder, atob, btoa, isUtf8, isAscii: answers and refusals.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');
const { isAscii, isUtf8 } = require('buffer');

const said = [];
function say(text) {
  said.push(text);
  console.log(text);
}
// What a call gives, or how it fails.
function t(fn) {
  try {
    say(util.inspect(fn()));
  } catch (e) {
    say([e.name, e.code, e.message].join(' | '));
  }
}
for (const label of [' UTF-8\n', 'ascii', 'iso-8859-1', 'latin2', 'koi8-r', 'sjis', 'gbk', 'big5', 'euc-kr', 'x', '', 'utf-7',
                     'replacement', 'utf-16', 'ucs-2', 'windows-1251', 'macintosh', 'gb18030', 'euc-jp', 'hex', null, undefined]) {
  t(() => new TextDecoder(label).encoding);
}
for (const [label, hex] of [['koi8-r', 'f0f2e9'], ['sjis', '93fa967b'], ['gbk', 'c4e3bac3'], ['big5', 'a741a66e'],
                            ['euc-kr', 'c7d1'], ['windows-1251', 'cff0e8'], ['gb18030', '8139ef30'], ['euc-jp', 'c6fc']]) {
  t(() => new TextDecoder(label).decode(Buffer.from(hex, 'hex')));
}
const encoder = new TextEncoder();
for (const s of ['', 'é€😀', '\ud83d', '\ude00x', undefined, null, 1]) {
  t(() => encoder.encode(s));
}
for (const [s, n] of [['abc', 2], ['é€😀', 4], ['é€😀', 9], ['😀', 3], ['\ud83dx', 4], ['', 3]]) {
  t(() => {
    const b = new Uint8Array(n);
    return [encoder.encodeInto(s, b), b];
  });
}
t(() => encoder.encodeInto(1, new Uint8Array(1)));
t(() => encoder.encodeInto('a', []));
t(() => new TextDecoder().decode('a'));
t(() => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from('ff', 'hex')));
t(() => TextDecoder.prototype.decode.call({}));
t(() => TextEncoder.prototype.encode.call({}));
t(() => [Object.keys(TextDecoder.prototype), Object.keys(TextEncoder.prototype), String(encoder)]);
for (const s of ['', 'a', 'ab', 'abc', 'é', '€', 'YQ==', 'YQ=', 'YQ', 'Y', 'Y Q = =', 'YQ==x', '====', 'YWJj\n', '!', 'YW==Jj',
                 null, undefined, 1, 'AAB=']) {
  t(() => btoa(s));
  t(() => atob(s));
}
for (const v of [Buffer.from('é'), Buffer.from([0xff]), new ArrayBuffer(2), 'a', null, new Uint16Array([0x41])]) {
  t(() => isUtf8(v));
  t(() => isAscii(v));
}

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), 'c2fb0d413bc986ba6669599f465a9aaf21e8e3df');
