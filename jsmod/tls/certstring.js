'use strict';

// tls.parseCertString of old: lines of NAME=value to an object, in which names
// that come again have arrays.

function parseCertString(text) {
  const out = Object.create(null);
  for (const line of `${text}`.split('\n')) {
    const at = line.indexOf('=');
    if (at <= 0) continue;
    const name = line.slice(0, at);
    const value = line.slice(at + 1);
    if (!(name in out)) out[name] = value;
    else if (Array.isArray(out[name])) out[name].push(value);
    else out[name] = [out[name], value];
  }
  return out;
}

module.exports = { parseCertString };
