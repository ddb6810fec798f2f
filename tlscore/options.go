package tlscore

import "time"

// Options is everything that a secure context is made of: what Node's
// tls.createSecureContext takes, with texts already turned into bytes.
//
// The zero value is a client context with the default roots, TLS 1.2 to 1.3
// and the default cipher list. Options is read once, when a context is made
// from it; the caller may change or reuse it afterwards, but not while that
// call runs. The byte slices are not kept.
type Options struct {
	// Keys are the private keys. Each is paired with the certificate of the
	// same algorithm, as OpenSSL does: one RSA and one ECDSA pair may stand
	// side by side, of two pairs with the same algorithm the second replaces the
	// first.
	Keys []Key

	// Certs are PEM texts, each one chain: the leaf first, then what the peer
	// needs to find a root. OpenSSL's "TRUSTED CERTIFICATE" blocks are read
	// without their trust settings.
	Certs [][]byte

	// CA are PEM texts of any number of certificates that are trusted instead
	// of the default roots. nil asks for the default roots; an empty, non-nil
	// slice trusts nobody. Texts without any certificate are passed over, as
	// in Node.
	CA [][]byte

	// PFX are PKCS#12 files. The certificate that fits the key goes with it,
	// every other one is both sent along and trusted.
	PFX []PFX

	// CRL are PEM (or DER) revocation lists. One is enough to demand a list
	// for every certificate of a peer's chain but the root.
	CRL [][]byte

	// Passphrase opens Keys and PFX that bring none of their own. nil is none.
	Passphrase []byte

	// Ciphers is a cipher list in OpenSSL's language, see [ParseCipherList].
	// "" is the default.
	Ciphers string

	// Curves are names separated by colons in order of preference, see
	// [ParseCurves]. "" and "auto" are the default.
	Curves string

	// SignatureAlgorithms are names separated by colons, see
	// [ParseSignatureAlgorithms]. "" is the default.
	SignatureAlgorithms string

	// UnlistedTLS13 leaves TLS 1.3 its default suites beside a list that names
	// none of them, as Node 20 does; otherwise such a list switches TLS 1.3 off.
	// At a client a list of suites that crypto/tls has not got does so all the
	// same: it can offer those or TLS 1.3.
	UnlistedTLS13 bool

	// MinVersion and MaxVersion are TLS version numbers (0x0301 to 0x0304).
	// 0 is TLS 1.2 and TLS 1.3.
	MinVersion, MaxVersion uint16

	// VersionsByLevel lets the security level decide about TLS 1.0 and 1.1 as
	// OpenSSL 3.0 does: their signatures rest on MD5 and SHA-1, and are made and
	// accepted with @SECLEVEL=0 only. See legacy.go.
	VersionsByLevel bool

	// Weak tells what may be weaker than OpenSSL 3.0's security level 1 where the
	// list of ciphers names no level (@SECLEVEL).
	Weak Weakness

	// SecureOptions are OpenSSL's SSL_OP bits (constants.SSL_OP_*).
	SecureOptions uint64

	// HonorCipherOrder lets the server's order of suites decide.
	HonorCipherOrder bool

	// SessionTimeout is how long a session may be resumed. 0 is the default
	// of 300 seconds (OpenSSL's, and Node's).
	SessionTimeout time.Duration

	// TicketKeys are 48 bytes: name, HMAC key and AES key of 16 each. nil
	// draws keys that rotate.
	TicketKeys []byte

	// Sessions is where a server keeps sessions for clients that take no
	// tickets. nil is a cache of the context's own.
	Sessions *SessionCache

	// DHParams is the group for a server's DHE suites: PEM or DER of PKCS #3,
	// as `openssl dhparam` writes it. nil, or a text that cannot be read, is
	// none, and then no DHE suite is chosen. A prime under 1024 bits is an
	// error.
	DHParams []byte

	// DHAuto takes a well-known group (RFC 7919) that is as strong as the
	// certificate's key, 3072 bits where there is none.
	DHAuto bool

	// SessionIDContext ties sessions to a server, at most 32 bytes.
	SessionIDContext []byte

	// ExtraRoots are PEM texts added to the default roots (Node's
	// NODE_EXTRA_CA_CERTS). They do not matter when CA is given.
	ExtraRoots [][]byte

	// DefaultRoots are trusted where CA is nil; nil is [SystemRoots].
	DefaultRoots *Roots

	// PartialChain accepts a chain that ends in a trusted certificate that is
	// not self-signed (Node's allowPartialTrustChain).
	PartialChain bool

	// Clock tells the time for validity periods. nil is time.Now.
	Clock func() time.Time
}

// Key is a private key in PEM, encrypted or not.
type Key struct {
	PEM []byte
	// Passphrase opens this key; nil means that Options.Passphrase does.
	Passphrase []byte
}

// PFX is a PKCS#12 file.
type PFX struct {
	Data []byte
	// Passphrase opens this file; nil means that Options.Passphrase does.
	Passphrase []byte
}

// now returns the time that validity periods are held against.
func (o *Options) now() time.Time {
	if o.Clock != nil {
		return o.Clock()
	}
	return time.Now()
}

// passphrase chooses between an entry's own passphrase and the common one.
func (o *Options) passphrase(own []byte) []byte {
	if own != nil {
		return own
	}
	return o.Passphrase
}

// Weakness is whose keys and signatures may be weak: RSA under 1024 bits, MD5
// and SHA-1, which OpenSSL took without a question before its version 1.1.
type Weakness int

// Whose.
const (
	// WeakNone is nobody's.
	WeakNone Weakness = iota
	// WeakOwn are those of the certificates that the caller shows to its peers.
	WeakOwn
	// WeakAll are those of the peers, too: level 0.
	WeakAll
)
