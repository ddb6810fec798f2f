'use strict';
// setEncoding, push with encodings, unshift, characters split between chunks.
const { Readable } = require('stream');
const log = console.log;

const euro = Buffer.from('\u20ac\u{1f600}');
const r = new Readable({ read() {} });
r.push(euro.subarray(0, 2));
r.setEncoding('utf8');
r.on('data', (d) => log('data', JSON.stringify(d))).on('end', () => log('end', r.readableEncoding));
for (const byte of euro.subarray(2)) r.push(Buffer.from([byte]));
r.push(Buffer.from([0xe2, 0x82]));
r.push(null);

const h = new Readable({ encoding: 'hex', read() {} });
h.push('zz', 'latin1');
h.push('00ff', 'hex');
log(h.read(3), h.read(), h.readableLength);

const u = new Readable({ read() {} });
u.push('world');
u.unshift('hello ');
u.unshift(Buffer.from('> '));
log(String(u.read()));
u.setEncoding('base64');
u.push('abc');
u.unshift('xyz');
log(u.read());
u.push(null);
u.on('end', () => {
  u.on('error', (e) => log(e.code));
  u.unshift('late');
});
u.resume();

const o = new Readable({ objectMode: true, read() {} });
o.push('');
o.push(0);
o.push(false);
o.push(undefined);
o.unshift(null);
o.on('data', (d) => log(d)).on('end', () => log('object end'));
const empty = new Readable({ read() {} });
log(empty.push(''), empty.push(Buffer.alloc(0)), empty.readableLength, empty.push(new Uint16Array([65, 66])), empty.read());
