'use strict';

// data: and blob: URLs, section 6 and 4.2 of the Fetch standard.

const { Buffer } = require('buffer');
const { extract } = require('./body.js');
const { HeaderList } = require('./headers.js');
const { parsed } = require('./mime.js');
const { Reply } = require('./response.js');

function replyOf(bodyOf, fields) {
  const headers = new HeaderList();
  for (const [name, value] of fields) headers.append(name, value);
  const reply = new Reply({ statusText: 'OK', headers });
  reply.body = extract(bodyOf).body;
  return reply;
}

function percentDecode(text) {
  const latin1 = Buffer.from(text).toString('latin1');
  const decoded = latin1.replace(/%([0-9a-f]{2})/gi, (all, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1');
}

// forgiving is the Infra standard's forgiving base64; undefined where it is none.
function forgiving(text) {
  let data = text.replace(/[\t\n\f\r ]/g, '');
  if (data.length % 4 === 0) data = data.replace(/={1,2}$/, '');
  if (data.length % 4 === 1 || /[^+/0-9A-Za-z]/.test(data)) return undefined;
  return Buffer.from(data, 'base64');
}

function fromData(url) {
  const text = url.hash === '' ? url.href : url.href.slice(0, -url.hash.length);
  const comma = text.indexOf(',');
  if (comma === -1) throw new Error('failed to fetch the data URL');
  let type = text.slice('data:'.length, comma).replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
  let bytes = percentDecode(text.slice(comma + 1));
  const base64 = /; *base64$/i.exec(type);
  if (base64 !== null) {
    bytes = forgiving(bytes.toString('latin1'));
    if (bytes === undefined) throw new Error('failed to fetch the data URL');
    type = type.slice(0, base64.index);
  }
  if (type.startsWith(';')) type = `text/plain${type}`;
  const mime = parsed(type) || parsed('text/plain;charset=US-ASCII');
  return replyOf(bytes, [['Content-Type', String(mime)]]);
}

function fromBlob(url, order) {
  if (url.search !== '') throw new Error('NetworkError when attempting to fetch resource.');
  const blob = require('buffer').resolveObjectURL(url.href);
  if (order.method !== 'GET' || blob === undefined) throw new Error('invalid method');
  const range = order.headers.get('range');
  if (range === null) return replyOf(blob, [['content-length', String(blob.size)], ['content-type', blob.type]]);
  return partOf(blob, range);
}

// partOf answers a request for a range: first and last byte, or so many at the end.
function partOf(blob, range) {
  const found = /^bytes[\t ]*=[\t ]*(\d*)[\t ]*-[\t ]*(\d*)$/.exec(range);
  if (found === null || (found[1] === '' && found[2] === '')) throw new Error('failed to fetch the data URL');
  let [first, last] = [found[1], found[2]].map((text) => (text === '' ? undefined : Number(text)));
  if (first === undefined) {
    first = Math.max(blob.size - last, 0);
    last = blob.size - 1;
  }
  if (first >= blob.size) throw new Error("Range start is greater than the blob's size.");
  if (last === undefined || last >= blob.size) last = blob.size - 1;
  if (last < first) throw new Error('failed to fetch the data URL');
  const part = blob.slice(first, last + 1, blob.type);
  const reply = replyOf(part, [
    ['content-length', String(part.size)], ['content-type', blob.type],
    ['content-range', `bytes ${first}-${last}/${blob.size}`],
  ]);
  reply.status = 206;
  reply.statusText = 'Partial Content';
  return reply;
}

module.exports = { fromBlob, fromData };
