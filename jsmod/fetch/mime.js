'use strict';

// The MIME type of a message, "extract a MIME type" of the Fetch standard (section
// 2.2.2): of several the last that is valid, with the charset of those before it.

function split(value) {
  // Commas in quoted strings do not count.
  return value.match(/(?:"(?:\\[^]|[^"\\])*"?|[^",])+/g) || [];
}

function parsed(text) {
  const { MIMEType } = require('util');
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

// typeOf returns a MIMEType, undefined where there is none.
function typeOf(list) {
  const value = list.get('content-type');
  if (value === null) return undefined;
  let type;
  let charset = null;
  for (const text of split(value)) {
    const next = parsed(text.trim());
    if (next === undefined || next.essence === '*/*') continue;
    if (type === undefined || next.essence !== type.essence) charset = next.params.get('charset');
    else if (next.params.has('charset')) charset = next.params.get('charset');
    else if (charset !== null) next.params.set('charset', charset);
    type = next;
  }
  return type;
}

module.exports = { parsed, typeOf };
