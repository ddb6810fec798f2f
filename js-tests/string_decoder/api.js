// string_decoder: names of encodings, arguments, text, properties.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');
const { StringDecoder } = require('string_decoder');

const d = new StringDecoder();
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
t(() => new StringDecoder(1));
t(() => new StringDecoder('zz'));
t(() => [null, '', undefined, 'BINARY', 'ucs2', 'UTF-16LE', 'Latin1', 'base64URL'].map((e) => new StringDecoder(e).encoding));
t(() => d.write(1));
t(() => d.write());
t(() => d.write(new ArrayBuffer(1)));
t(() => d.write('as it is'));
t(() => d.write(new DataView(new ArrayBuffer(2))));
t(() => d.write(new Uint16Array([0x6261])));
t(() => d.write(Buffer.from('e282', 'hex')));
t(() => [d.lastNeed, d.lastTotal, d.lastChar, d]);
t(() => d.end(Buffer.from('ac', 'hex')));
t(() => d.end('text'));
t(() => d.text(Buffer.from('abc'), 1));
t(() => StringDecoder.prototype.write.call({}, Buffer.alloc(1)));
t(() => Object.keys(StringDecoder.prototype));

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), 'cc6580be69632d5713b21eab349baf34d8df07f4');
