'use strict';

// Whether a certificate belongs to the host that was asked for (RFC 2818,
// RFC 6125 with Node's choices), and Node's words when it does not.

const foreign = /[^\u0000-\u007f]/;
const unprintable = /[^\u0021-\u007e]/;

function toAscii(hostname) {
  return foreign.test(hostname) ? require('url').domainToASCII(hostname) : hostname;
}

const capitals = /[A-Z]+/g;

function toLower(text) {
  return text.toLowerCase();
}

// Only ASCII has capitals here: there are others whose small letter is ASCII.
function labels(name) {
  const text = name.charCodeAt(name.length - 1) === 46 ? name.slice(0, -1) : name;
  return text.replace(capitals, toLower).split('.');
}

// Whether the name's labels match a pattern; a star may stand in the leftmost
// label only, and never for a whole domain below a top-level one.
function matches(host, pattern, wildcards) {
  if (!pattern) return false;
  const want = labels(pattern);
  if (want.length !== host.length || want.includes('')) return false;
  for (let i = 0; i < want.length; i++) {
    if (unprintable.test(want[i])) return false;
  }
  for (let i = host.length - 1; i > 0; i--) {
    if (host[i] !== want[i]) return false;
  }
  const first = want[0];
  const pieces = first.split('*');
  if (pieces.length === 1 || first.includes('xn--')) return host[0] === first;
  if (!wildcards || pieces.length > 2 || want.length <= 2) return false;
  const [head, tail] = pieces;
  return head.length + tail.length <= host[0].length &&
    host[0].startsWith(head) && host[0].endsWith(tail);
}

// Splits a subjectaltname text at commas outside quotes, and unquotes: the
// names in it are JSON strings where they hold a comma or a quote.
function splitAltNames(text) {
  const names = [];
  let current = '';
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const comma = text.indexOf(', ', at);
    if (quote !== -1 && (comma === -1 || quote < comma)) {
      current += text.slice(at, quote);
      const match = /^"(?:[^"\\\u0000-\u001f]|\\(?:[bfnrt"\\/]|u[0-9a-fA-F]{4}))*"/.exec(text.slice(quote));
      if (match === null) {
        const { codes: { ERR_TLS_CERT_ALTNAME_FORMAT } } = require('internal/errors');
        throw new ERR_TLS_CERT_ALTNAME_FORMAT();
      }
      current += JSON.parse(match[0]);
      at = quote + match[0].length;
    } else if (comma !== -1) {
      current += text.slice(at, comma);
      names.push(current);
      current = '';
      at = comma + 2;
    } else {
      current += text.slice(at);
      at = text.length;
    }
  }
  names.push(current);
  return names;
}

function canonicalIP(address) {
  const { isIPv4, isIPv6 } = require('net');
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return '';
  try {
    return new URL(`http://[${address}]/`).hostname.slice(1, -1);
  } catch {
    return '';
  }
}

// Returns why the certificate is not the host's, or undefined.
function mismatch(hostname, cert) {
  const net = require('net');
  const subject = cert.subject;
  const altNames = cert.subjectaltname;
  const dnsNames = [];
  const addresses = [];
  hostname = `${hostname}`;

  if (altNames) {
    const list = altNames.includes('"') ? splitAltNames(altNames) : altNames.split(', ');
    for (const name of list) {
      if (name.startsWith('DNS:')) dnsNames.push(name.slice(4));
      else if (name.startsWith('IP Address:')) addresses.push(canonicalIP(name.slice(11)));
    }
  }

  const ascii = toAscii(hostname);
  const bare = ascii.endsWith('.') ? ascii.slice(0, -1) : ascii;

  if (net.isIP(bare)) {
    if (addresses.includes(canonicalIP(bare))) return undefined;
    return `IP: ${bare} is not in the cert's list: ${addresses.join(', ')}`;
  }
  if (dnsNames.length > 0 || (subject && subject.CN)) {
    const host = labels(bare);
    if (dnsNames.length > 0) {
      if (dnsNames.some((name) => matches(host, name, true))) return undefined;
      return `Host: ${bare}. is not in the cert's altnames: ${altNames}`;
    }
    // An alternative name of another kind takes the common name's place.
    const cn = subject.CN;
    const found = Array.isArray(cn) ? cn.some((name) => matches(host, name, true)) : matches(host, cn, true);
    return found ? undefined : `Host: ${bare}. is not cert's CN: ${cn}`;
  }
  return 'Cert does not contain a DNS name';
}

function checkServerIdentity(hostname, cert) {
  const reason = mismatch(hostname, cert || {});
  if (binding.generation.identityBoolean) return reason === undefined;
  return reason === undefined ? undefined : identityError(reason, `${hostname}`, cert);
}

function identityError(reason, host, cert) {
  if (!binding.generation.oldShapes) {
    const { codes: { ERR_TLS_CERT_ALTNAME_INVALID } } = require('internal/errors');
    return new ERR_TLS_CERT_ALTNAME_INVALID(reason, host, cert);
  }
  const text = 'Hostname/IP doesn\'t match certificate\'s altnames';
  if (binding.generation.identityBoolean) return new Error(text);
  return Object.assign(new Error(`${text}: "${reason}"`), { reason, host, cert });
}

// What connect uses: an error or undefined in every generation.
function verifyIdentity(check, hostname, cert) {
  const result = check(hostname, cert);
  if (result === true) return undefined;
  return result === false ? identityError('Hostname/IP doesn\'t match certificate\'s altnames', hostname, cert) : result;
}

module.exports = { checkServerIdentity, verifyIdentity };
