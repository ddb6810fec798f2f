'use strict';

// RFC 3492, with the parameters of section 5.
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialN = 128;
const maxInt = 0x7fffffff;

function overflow() {
  return new RangeError('Overflow: input needs wider integers to process');
}

// adapt is section 6.1.
function adapt(delta, points, first) {
  delta = first ? Math.floor(delta / damp) : delta >> 1;
  delta += Math.floor(delta / points);
  let k = 0;
  while (delta > ((base - tMin) * tMax) >> 1) {
    delta = Math.floor(delta / (base - tMin));
    k += base;
  }
  return k + Math.floor((base - tMin + 1) * delta / (delta + skew));
}

function threshold(k, bias) {
  return Math.min(Math.max(k - bias, tMin), tMax);
}

function digitOf(code) {
  if (code >= 48 && code < 58) {
    return code - 22;
  }
  if ((code >= 65 && code < 91) || (code >= 97 && code < 123)) {
    return (code | 32) - 97;
  }
  return base;
}

function charOf(digit) {
  return String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);
}

function ucs2decode(string) {
  const points = [];
  for (let i = 0; i < string.length; i++) {
    const point = string.codePointAt(i);
    if (point > 0xffff) {
      i++;
    }
    points.push(point);
  }
  return points;
}

function ucs2encode(points) {
  return String.fromCodePoint(...points);
}

// decode is section 6.2.
function decode(input) {
  const out = [];
  const delimiter = Math.max(input.lastIndexOf('-'), 0);
  for (let i = 0; i < delimiter; i++) {
    const code = input.charCodeAt(i);
    if (code >= 128) {
      throw new RangeError('Illegal input >= 0x80 (not a basic code point)');
    }
    out.push(code);
  }
  let n = initialN;
  let bias = initialBias;
  let i = 0;
  for (let at = delimiter > 0 ? delimiter + 1 : 0; at < input.length;) {
    const before = i;
    let weight = 1;
    for (let k = base; ; k += base) {
      if (at >= input.length) {
        throw new RangeError('Invalid input');
      }
      const digit = digitOf(input.charCodeAt(at++));
      if (digit >= base) {
        throw new RangeError('Invalid input');
      }
      if (digit > Math.floor((maxInt - i) / weight)) {
        throw overflow();
      }
      i += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) {
        break;
      }
      if (weight > Math.floor(maxInt / (base - t))) {
        throw overflow();
      }
      weight *= base - t;
    }
    const length = out.length + 1;
    bias = adapt(i - before, length, before === 0);
    if (Math.floor(i / length) > maxInt - n) {
      throw overflow();
    }
    n += Math.floor(i / length);
    i %= length;
    out.splice(i++, 0, n);
  }
  return String.fromCodePoint(...out);
}

// encode is section 6.3.
function encode(input) {
  const points = ucs2decode(input);
  let out = '';
  for (const point of points) {
    if (point < 128) {
      out += String.fromCharCode(point);
    }
  }
  const basic = out.length;
  let handled = basic;
  if (basic > 0) {
    out += '-';
  }
  let n = initialN;
  let delta = 0;
  let bias = initialBias;
  while (handled < points.length) {
    let next = maxInt;
    for (const point of points) {
      if (point >= n && point < next) {
        next = point;
      }
    }
    if (next - n > Math.floor((maxInt - delta) / (handled + 1))) {
      throw overflow();
    }
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n && ++delta > maxInt) {
        throw overflow();
      }
      if (point !== n) {
        continue;
      }
      let q = delta;
      for (let k = base; ; k += base) {
        const t = threshold(k, bias);
        if (q < t) {
          break;
        }
        out += charOf(t + (q - t) % (base - t));
        q = Math.floor((q - t) / (base - t));
      }
      out += charOf(q);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return out;
}

// eachLabel maps the labels of a domain name; of an e-mail address only what
// follows the at sign.
function eachLabel(input, map) {
  const parts = input.split('@');
  let local = '';
  if (parts.length > 1) {
    local = parts[0] + '@';
    input = parts[1];
  }
  const labels = input.replace(/[\x2E\u3002\uFF0E\uFF61]/g, '.').split('.');
  return local + labels.map(map).join('.');
}

function toUnicode(input) {
  return eachLabel(input, (label) => {
    return label.startsWith('xn--') ? decode(label.slice(4).toLowerCase()) : label;
  });
}

function toASCII(input) {
  return eachLabel(input, (label) => {
    return /[^\0-\x7F]/.test(label) ? 'xn--' + encode(label) : label;
  });
}

module.exports = {
  version: '2.1.0',
  ucs2: { decode: ucs2decode, encode: ucs2encode },
  decode,
  encode,
  toASCII,
  toUnicode,
};
