'use strict';

// crypto.X509Certificate.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateBoolean, validateObject, validateString } = require('internal/validators');
const { Buffer } = require('buffer');
const { inspect } = require('internal/util/inspect');

// Marks what fromChain gives the constructor.
const kChain = Symbol('kChain');

class X509Certificate {
  #native;
  #publicKey;
  #issuers = []; // the native halves of those above it, nearest first
  #issuer;

  constructor(buffer, mark) {
    if (mark === kChain) {
      [this.#native, ...this.#issuers] = buffer;
      return;
    }
    if (typeof buffer === 'string') buffer = Buffer.from(buffer);
    if (!ArrayBuffer.isView(buffer)) {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
    }
    this.#native = binding.parseCertificate(buffer);
  }

  static #of(value) {
    return #native in value ? value.#native : undefined;
  }

  get subject() { return this.#native.subject || undefined; }
  get subjectAltName() { return this.#native.legacy.subjectaltname; }
  get issuer() { return this.#native.issuer || undefined; }

  // Of a peer's certificate, the next one that the peer sent.
  get issuerCertificate() {
    if (this.#issuer === undefined && this.#issuers.length > 0) {
      this.#issuer = new X509Certificate(this.#issuers, kChain);
    }
    return this.#issuer;
  }

  get infoAccess() { return this.#native.infoAccess || undefined; }
  get validFrom() { return this.#native.legacy.valid_from; }
  get validTo() { return this.#native.legacy.valid_to; }
  get validFromDate() { return new Date(this.validFrom); }
  get validToDate() { return new Date(this.validTo); }
  get fingerprint() { return this.#native.legacy.fingerprint; }
  get fingerprint256() { return this.#native.legacy.fingerprint256; }
  get fingerprint512() { return this.#native.legacy.fingerprint512; }
  get keyUsage() { return this.#native.legacy.ext_key_usage; }
  get serialNumber() { return this.#native.legacy.serialNumber; }
  get raw() { return this.#native.legacy.raw; }

  get publicKey() {
    if (this.#publicKey === undefined) {
      const { createPublicKey } = require('crypto');
      this.#publicKey = createPublicKey({ key: this.#native.publicKey, format: 'der', type: 'spki' });
    }
    return this.#publicKey;
  }

  toString() { return this.#native.pem; }
  toJSON() { return this.toString(); }
  get ca() { return this.#native.legacy.ca; }

  // Returns the name of the certificate that covers the host, or undefined.
  checkHost(name, options) {
    validateString(name, 'name');
    const { subject, ...rules } = checkOptions(options);
    const host = name.toLowerCase();
    const { dnsNames, commonName } = this.#native;
    for (let i = 0; i < dnsNames.length; i++) {
      if (covers(dnsNames[i], host, rules)) return dnsNames[i];
    }
    const useSubject = subject === 'always' || (subject === 'default' && dnsNames.length === 0);
    return useSubject && commonName && covers(commonName, host, rules) ? commonName : undefined;
  }

  checkEmail(email, options) {
    validateString(email, 'email');
    const { subject } = checkOptions(options);
    const { emails, legacy } = this.#native;
    if (emails.some((own) => sameEmail(own, email))) return email;
    const own = legacy.subject.emailAddress;
    const useSubject = subject === 'always' || (subject === 'default' && emails.length === 0);
    return useSubject && typeof own === 'string' && sameEmail(own, email) ? email : undefined;
  }

  checkIP(ip, options) {
    validateString(ip, 'ip');
    if (options !== undefined) checkOptions(options);
    const net = require('net');
    if (net.isIP(ip) === 0) {
      const error = new TypeError('Invalid IP');
      error.code = 'ERR_INVALID_ARG_VALUE';
      throw error;
    }
    const wanted = canonical(ip, net);
    return this.#native.addresses.some((own) => canonical(own, net) === wanted) ? ip : undefined;
  }

  checkIssued(otherCert) {
    if (!(otherCert instanceof X509Certificate)) {
      throw new ERR_INVALID_ARG_TYPE('otherCert', 'X509Certificate', otherCert);
    }
    return binding.certificateIssued(this.#native, X509Certificate.#of(otherCert));
  }

  checkPrivateKey(pkey) {
    const { KeyObject, createPublicKey } = require('crypto');
    if (!(pkey instanceof KeyObject)) throw new ERR_INVALID_ARG_TYPE('pkey', 'KeyObject', pkey);
    if (pkey.type !== 'private') throw new ERR_INVALID_ARG_VALUE('pkey', pkey);
    const own = createPublicKey(pkey).export({ type: 'spki', format: 'der' });
    return own.equals(this.#native.publicKey);
  }

  verify(pkey) {
    const { KeyObject } = require('crypto');
    if (!(pkey instanceof KeyObject)) throw new ERR_INVALID_ARG_TYPE('pkey', 'KeyObject', pkey);
    if (pkey.type !== 'public') throw new ERR_INVALID_ARG_VALUE('pkey', pkey);
    return binding.certificateVerify(this.#native, pkey.export({ type: 'spki', format: 'der' }));
  }

  toLegacyObject() { return binding.certificateLegacy(this.#native); }

  [inspect.custom](depth, options) {
    if (depth < 0) return this;
    const shown = {};
    for (const name of ['subject', 'subjectAltName', 'issuer', 'infoAccess', 'validFrom', 'validTo', 'fingerprint',
                        'fingerprint256', 'fingerprint512', 'keyUsage', 'serialNumber']) {
      shown[name] = this[name];
    }
    return `X509Certificate ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}

// The certificate at the start of a list of native halves, each issued by the next.
function fromChain(natives) {
  return new X509Certificate(natives, kChain);
}

const switches = ['wildcards', 'partialWildcards', 'multiLabelWildcards', 'singleLabelSubdomains'];

function checkOptions(options = {}) {
  validateObject(options, 'options');
  const out = {
    subject: 'default', wildcards: true, partialWildcards: true, multiLabelWildcards: false,
    singleLabelSubdomains: false, ...options,
  };
  validateString(out.subject, 'options.subject');
  for (const name of switches) validateBoolean(out[name], `options.${name}`);
  if (!['default', 'always', 'never'].includes(out.subject)) {
    throw new ERR_INVALID_ARG_VALUE('options.subject', out.subject);
  }
  return out;
}

// Whether a name in a certificate covers a host. A host that begins with a dot
// stands for everything below it.
function covers(pattern, host, rules) {
  const own = pattern.toLowerCase();
  if (host.startsWith('.') && host.length > 1) {
    if (!own.endsWith(host) || own.length === host.length) return false;
    return !rules.singleLabelSubdomains || !own.slice(0, -host.length).includes('.');
  }
  if (own === host) return true;
  const star = own.indexOf('*');
  if (!rules.wildcards || star === -1 || own.includes('*', star + 1)) return false;
  const dot = own.indexOf('.');
  // A star stands in the first of at least three labels.
  if (dot < star || own.indexOf('.', dot + 1) === -1) return false;
  const head = own.slice(0, star);
  const tail = own.slice(star + 1);
  if ((head !== '' || tail[0] !== '.') && (!rules.partialWildcards || own.startsWith('xn--'))) return false;
  if (host.length < head.length + tail.length || !host.startsWith(head) || !host.endsWith(tail)) return false;
  const middle = host.slice(head.length, host.length - tail.length);
  if (middle === '' && head === '' && tail[0] === '.') return false;
  return rules.multiLabelWildcards && head === '' ? !middle.startsWith('.') : /^[a-z0-9-]*$/.test(middle);
}

// The part before the at sign is compared as it is.
function sameEmail(a, b) {
  const at = a.lastIndexOf('@');
  return a.slice(0, at) === b.slice(0, b.lastIndexOf('@')) &&
    a.slice(at).toLowerCase() === b.slice(b.lastIndexOf('@')).toLowerCase();
}

function canonical(ip, net) {
  return net.isIPv6(ip) ? new URL(`http://[${ip}]/`).hostname : ip;
}

module.exports = { X509Certificate, fromChain };
