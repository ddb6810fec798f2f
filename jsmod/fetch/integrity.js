'use strict';

// Subresource Integrity, section 3.3: a body whose digest must be one of those that
// the script names.

const { extract } = require('./body.js');

// From the weakest to the strongest.
const algorithms = ['sha256', 'sha384', 'sha512'];

function parse(metadata) {
  const found = [];
  for (const item of metadata.split(' ')) {
    const match = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?[\x21-\x7e]*)?$/i.exec(item);
    if (match === null) continue;
    const digest = match[2].replace(/-/g, '+').replace(/_/g, '/');
    found.push({ strength: algorithms.indexOf(match[1].toLowerCase()), digest });
  }
  const strongest = Math.max(...found.map(({ strength }) => strength));
  return found.filter(({ strength }) => strength === strongest);
}

// check reads the whole body and returns the reply with a new one.
async function check(reply, metadata) {
  if (reply.body === null) throw new Error();
  const bytes = await reply.body.readAll();
  const wanted = parse(metadata);
  const matches = ({ strength, digest }) => {
    const actual = require('crypto').createHash(algorithms[strength]).update(bytes).digest('base64');
    return actual.replace(/=+$/, '') === digest.replace(/=+$/, '');
  };
  if (wanted.length > 0 && !wanted.some(matches)) throw new Error('integrity mismatch');
  reply.body = extract(bytes).body;
  return reply;
}

module.exports = { check };
