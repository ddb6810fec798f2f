package tls12

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	_ "crypto/sha256" // the hashes of the tables
	_ "crypto/sha512"
	"crypto/tls"
	"errors"
	"slices"
)

// defaultSchemes are those of a nil [Config.SignatureSchemes]. SHA-1 is not
// among them.
var defaultSchemes = []tls.SignatureScheme{
	tls.ECDSAWithP256AndSHA256, tls.Ed25519, tls.PSSWithSHA256, tls.PKCS1WithSHA256,
	tls.ECDSAWithP384AndSHA384, tls.PSSWithSHA384, tls.PKCS1WithSHA384,
	tls.ECDSAWithP521AndSHA512, tls.PSSWithSHA512, tls.PKCS1WithSHA512,
}

// legacySchemes are what a client without the extension means (RFC 5246
// section 7.4.1.4.1).
var legacySchemes = []tls.SignatureScheme{tls.PKCS1WithSHA1, tls.ECDSAWithSHA1}

// signer says how a scheme signs.
type signer struct {
	scheme tls.SignatureScheme
	kind   keyKind
	hash   crypto.Hash // zero: the message itself
	pss    bool
}

type keyKind uint8

const (
	keyUnknown keyKind = iota
	keyRSA
	keyECDSA
	keyEd25519
)

// signers is RFC 5246 section 7.4.1.4.1 with RFC 8422 section 5.10 and, of
// RFC 8446 section 4.2.3, the PSS schemes. In TLS 1.2 the hash of an ECDSA
// scheme says nothing about the curve.
var signers = []signer{
	{tls.PKCS1WithSHA1, keyRSA, crypto.SHA1, false},
	{tls.PKCS1WithSHA256, keyRSA, crypto.SHA256, false},
	{tls.PKCS1WithSHA384, keyRSA, crypto.SHA384, false},
	{tls.PKCS1WithSHA512, keyRSA, crypto.SHA512, false},
	{tls.PSSWithSHA256, keyRSA, crypto.SHA256, true},
	{tls.PSSWithSHA384, keyRSA, crypto.SHA384, true},
	{tls.PSSWithSHA512, keyRSA, crypto.SHA512, true},
	{tls.ECDSAWithSHA1, keyECDSA, crypto.SHA1, false},
	{tls.ECDSAWithP256AndSHA256, keyECDSA, crypto.SHA256, false},
	{tls.ECDSAWithP384AndSHA384, keyECDSA, crypto.SHA384, false},
	{tls.ECDSAWithP521AndSHA512, keyECDSA, crypto.SHA512, false},
	{tls.Ed25519, keyEd25519, 0, false},
}

func kindOf(key crypto.PublicKey) keyKind {
	switch key.(type) {
	case *rsa.PublicKey:
		return keyRSA
	case *ecdsa.PublicKey:
		return keyECDSA
	case ed25519.PublicKey:
		return keyEd25519
	}
	return keyUnknown
}

// curveOfKey is the group of an ECDSA key, zero for one that this package has
// not got.
func curveOfKey(key crypto.PublicKey) tls.CurveID {
	k, ok := key.(*ecdsa.PublicKey)
	if !ok {
		return 0
	}
	switch k.Curve {
	case elliptic.P256():
		return tls.CurveP256
	case elliptic.P384():
		return tls.CurveP384
	case elliptic.P521():
		return tls.CurveP521
	}
	return 0
}

// works reports whether a key is large enough for the scheme.
func (s *signer) works(key crypto.PublicKey) bool {
	if kindOf(key) != s.kind {
		return false
	}
	rsaKey, ok := key.(*rsa.PublicKey)
	// RFC 8017 sections 9.1.1 and 9.2: what must fit below the modulus.
	return !ok || s.pss && rsaKey.Size() >= 2*s.hash.Size()+2 || !s.pss && rsaKey.Size() >= s.hash.Size()+11+19
}

// chooseSigner returns how a certificate's key signs for a peer that accepts
// theirs: the peer's first scheme that is also ours and the certificate's.
// Before TLS 1.2 the version decides.
func chooseSigner(version uint16, cert *tls.Certificate, key crypto.PublicKey, theirs, ours []tls.SignatureScheme) *signer {
	if version < tls.VersionTLS12 {
		return legacySigner(key)
	}
	able := cert.SupportedSignatureAlgorithms
	for _, scheme := range theirs {
		if s := signerOf(scheme); s != nil && slices.Contains(ours, scheme) && s.works(key) &&
			(able == nil || slices.Contains(able, scheme)) {
			return s
		}
	}
	return nil
}

func signerOf(scheme tls.SignatureScheme) *signer {
	i := slices.IndexFunc(signers, func(s signer) bool { return s.scheme == scheme })
	if i < 0 {
		return nil
	}
	return &signers[i]
}

// legacySigner is RFC 4346 section 7.4.3: MD5 and SHA-1 side by side for RSA,
// SHA-1 for ECDSA; nothing for the rest.
func legacySigner(key crypto.PublicKey) *signer {
	switch kindOf(key) {
	case keyRSA:
		return &signer{kind: keyRSA, hash: crypto.MD5SHA1}
	case keyECDSA:
		return &signer{kind: keyECDSA, hash: crypto.SHA1}
	}
	return nil
}

func (s *signer) digest(messages []byte) []byte {
	switch s.hash {
	case 0:
		return messages
	case crypto.MD5SHA1:
		m, d := md5.Sum(messages), sha1.Sum(messages)
		return append(m[:], d[:]...)
	}
	h := s.hash.New()
	h.Write(messages)
	return h.Sum(nil)
}

func (s *signer) options() crypto.SignerOpts {
	if s.pss {
		return &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: s.hash}
	}
	return s.hash
}

func (s *signer) sign(key crypto.PrivateKey, messages []byte) ([]byte, error) {
	private, ok := key.(crypto.Signer)
	if !ok {
		return nil, errors.New("the private key cannot sign")
	}
	return private.Sign(rand.Reader, s.digest(messages), s.options())
}

// verify holds a signature against a key that works has approved.
func (s *signer) verify(key crypto.PublicKey, messages, signature []byte) bool {
	digest := s.digest(messages)
	switch k := key.(type) {
	case *rsa.PublicKey:
		if s.pss {
			return rsa.VerifyPSS(k, s.hash, digest, signature, s.options().(*rsa.PSSOptions)) == nil
		}
		return rsa.VerifyPKCS1v15(k, s.hash, digest, signature) == nil
	case *ecdsa.PublicKey:
		return ecdsa.VerifyASN1(k, digest, signature)
	case ed25519.PublicKey:
		return ed25519.Verify(k, digest, signature)
	}
	return false
}

// verifySigned judges a signature as it came: scheme is zero before TLS 1.2.
func verifySigned(version uint16, scheme tls.SignatureScheme, ours []tls.SignatureScheme,
	key crypto.PublicKey, messages, signature []byte) error {
	s := legacySigner(key)
	if version >= tls.VersionTLS12 {
		if s = signerOf(scheme); s == nil || !slices.Contains(ours, scheme) {
			return failf(AlertIllegalParameter, "signature scheme %#04x was not offered", uint16(scheme))
		}
		if !s.works(key) {
			return failf(AlertIllegalParameter, "signature scheme %#04x does not fit the key", uint16(scheme))
		}
	}
	if s == nil {
		return failf(AlertUnsupportedCertificate, "no signature of this version fits the key")
	}
	if !s.verify(key, messages, signature) {
		return failf(AlertDecryptError, "bad signature")
	}
	return nil
}
