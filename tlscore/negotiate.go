package tlscore

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/tls"
	"slices"
	"strings"
)

// choice is what a server decides after a look at the ClientHello. crypto/tls
// is then left no other.
type choice struct {
	version     uint16
	suite       Cipher
	certificate *tls.Certificate      // nil where a pre-shared key stands for it
	schemes     []tls.SignatureScheme // that both sides speak, the client's order
	lowered     bool                  // TLS 1.3 gave way to a pre-shared key
}

// negotiate chooses version, suite and certificate as OpenSSL's server does. keys
// says that there may be pre-shared keys. Errors are *Error with the alert to send.
func (c *Context) negotiate(hello *clientHello, keys bool) (*choice, error) {
	ch := &choice{}
	for _, v := range c.versions {
		if hello.supports(v) {
			ch.version = v
			break
		}
	}
	if len(c.versions) == 0 {
		return nil, sslError(KindCaller, ReasonNoProtocolsAvailable, alertProtocolVersion, nil)
	}
	if ch.version == 0 {
		return nil, sslError(KindPeer, ReasonUnsupportedProtocol, alertProtocolVersion, nil)
	}
	ch.schemes = c.limitSchemes(hello.schemes)
	if len(ch.schemes) == 0 && hello.has(extensionSignatureSchemes) && ch.version >= tls.VersionTLS12 {
		return nil, sslError(KindPeer, ReasonNoSharedSignatures, alertHandshakeFailure, nil)
	}
	if ch.version == tls.VersionTLS13 {
		if keys && c.lowerForKey(hello, ch) {
			return ch, nil
		}
		return ch, c.negotiate13(hello, ch)
	}
	if !c.chooseSuite(hello, ch, c.mutualSuites(hello, ch.version, keys)) {
		return nil, sslError(KindPeer, ReasonNoSharedCipher, alertHandshakeFailure, nil)
	}
	if ch.certificate == nil {
		return ch, nil // nobody signs
	}
	return ch, c.checkLegacyServer(ch.version)
}

// chooseSuite takes the first suite for which everything is there, if any.
func (c *Context) chooseSuite(hello *clientHello, ch *choice, suites []Cipher) bool {
	for _, suite := range suites {
		if suite.needsGroup() && !c.sharesGroup(hello, ch.version) {
			continue
		}
		if ch.certificate = nil; !suite.withoutCertificate() {
			ch.certificate = c.certificateFor(suite, ch)
			if ch.certificate == nil || !hello.knowsCurveOf(ch.certificate) {
				continue
			}
		}
		ch.suite = suite
		return true
	}
	return false
}

func (c *Context) negotiate13(hello *clientHello, ch *choice) error {
	suites := c.mutualSuites(hello, tls.VersionTLS13, false)
	if len(suites) == 0 {
		return sslError(KindPeer, ReasonNoSharedCipher, alertHandshakeFailure, nil)
	}
	ch.suite = suites[0]
	if !c.sharesGroup(hello, tls.VersionTLS13) {
		return sslError(KindPeer, ReasonNoSuitableKeyShare, alertHandshakeFailure, nil)
	}
	if ch.certificate = c.certificateFor(ch.suite, ch); ch.certificate == nil {
		return sslError(KindPeer, ReasonNoSuitableSignature, alertHandshakeFailure, nil)
	}
	return nil
}

// mutualSuites lists what both sides speak at a version, in the order of the
// side that decides; with keys also suites that need a pre-shared one.
func (c *Context) mutualSuites(hello *clientHello, version uint16, keys bool) []Cipher {
	suites := make([]Cipher, 0, 4)
	usable := func(s *Cipher) bool {
		is13 := version == tls.VersionTLS13
		return (s.InCryptoTLS || c.secondSpeaks(s) && (keys || !s.needsKey())) && s.isTLS13() == is13 && (s.Version != "TLSv1.2" || version >= tls.VersionTLS12)
	}
	if c.serverOrder {
		for i := range c.preferred {
			if s := &c.preferred[i]; usable(s) && slices.Contains(hello.suites, s.ID) {
				suites = append(suites, *s)
			}
		}
		if c.options.prioritizeChaCha && clientPrefersChaCha(hello) {
			isChaCha := func(s Cipher) int {
				if s.Encryption == "CHACHA20" {
					return 0
				}
				return 1
			}
			slices.SortStableFunc(suites, func(a, b Cipher) int { return isChaCha(a) - isChaCha(b) })
		}
		return suites
	}
	for _, id := range hello.suites {
		for i := range c.preferred {
			s := &c.preferred[i]
			if s.ID == id && usable(s) && !slices.ContainsFunc(suites, func(t Cipher) bool { return t.ID == id }) {
				suites = append(suites, *s)
			}
		}
	}
	return suites
}

// secondSpeaks reports whether tls12 is there for a suite that crypto/tls lacks.
// DHE needs parameters.
func (c *Context) secondSpeaks(s *Cipher) bool {
	return !strings.HasPrefix(s.KeyExchange, "DHE") || c.dh != nil
}

// clientPrefersChaCha looks at the first suite that we know, past GREASE and
// signalling values.
func clientPrefersChaCha(hello *clientHello) bool {
	for _, id := range hello.suites {
		if s, ok := CipherByID(id); ok {
			return s.Encryption == "CHACHA20"
		}
	}
	return false
}

func (c *Context) sharesGroup(hello *clientHello, version uint16) bool {
	return slices.ContainsFunc(c.groups(version), func(g tls.CurveID) bool {
		return slices.Contains(hello.groups, g)
	})
}

// limitSchemes lists the signature algorithms of the peer that we accept.
func (c *Context) limitSchemes(theirs []tls.SignatureScheme) []tls.SignatureScheme {
	ours := c.signatureAlgorithms
	if ours == nil {
		ours = defaultSchemes
	}
	shared := make([]tls.SignatureScheme, 0, min(len(theirs), len(ours)))
	for _, s := range theirs {
		// Once each: what follows goes through them for every suite.
		if slices.Contains(ours, s) && !slices.Contains(shared, s) {
			shared = append(shared, s)
		}
	}
	return shared
}

// defaultSchemes is what crypto/tls signs with. Its SHA-1 schemes need a
// GODEBUG setting (tlssha1=1) and are left out.
var defaultSchemes = []tls.SignatureScheme{
	tls.PSSWithSHA256, tls.ECDSAWithP256AndSHA256, tls.Ed25519,
	tls.PSSWithSHA384, tls.PSSWithSHA512,
	tls.PKCS1WithSHA256, tls.PKCS1WithSHA384, tls.PKCS1WithSHA512,
	tls.ECDSAWithP384AndSHA384, tls.ECDSAWithP521AndSHA512,
}

// certificateFor finds a certificate that the suite and the client's signature
// algorithms allow, cut to those algorithms; nil if there is none.
func (c *Context) certificateFor(suite Cipher, ch *choice) *tls.Certificate {
	for i := range c.certificates {
		cert := &c.certificates[i]
		if schemes, ok := canSign(cert, suite, ch.version, ch.schemes); ok {
			chosen := *cert
			chosen.SupportedSignatureAlgorithms = schemes
			return &chosen
		}
	}
	return nil
}

// knowsCurveOf reports whether a client knows the curve of an ECDSA certificate
// (RFC 8422 section 5.1; in TLS 1.3 the signature algorithm says it). One that
// names no groups knows all.
func (h *clientHello) knowsCurveOf(cert *tls.Certificate) bool {
	signer, ok := cert.PrivateKey.(crypto.Signer)
	if !ok {
		return true
	}
	key, ok := signer.Public().(*ecdsa.PublicKey)
	if !ok || len(h.groups) == 0 {
		return true
	}
	return slices.Contains(h.groups, curveIDs[strings.ToLower(key.Curve.Params().Name)])
}

// canSign tells whether a key serves a suite, and with which schemes (nil:
// the version has none).
func canSign(cert *tls.Certificate, suite Cipher, version uint16, schemes []tls.SignatureScheme) ([]tls.SignatureScheme, bool) {
	signer, ok := cert.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, false
	}
	_, isRSA := signer.Public().(*rsa.PublicKey)
	if suite.Authentication == "RSA" && !isRSA || suite.Authentication == "ECDSA" && isRSA {
		return nil, false
	}
	if version < tls.VersionTLS12 {
		_, isEd := signer.Public().(ed25519.PublicKey)
		return nil, !isEd
	}
	fits := schemesOf(signer.Public(), version)
	var both []tls.SignatureScheme
	for _, s := range schemes {
		if slices.Contains(fits, s) && (cert.SupportedSignatureAlgorithms == nil || slices.Contains(cert.SupportedSignatureAlgorithms, s)) {
			both = append(both, s)
		}
	}
	if suite.KeyExchange == "RSA" || suite.KeyExchange == "RSAPSK" {
		// Nothing is signed, but OpenSSL does not show such a peer the key.
		_, decrypts := cert.PrivateKey.(crypto.Decrypter)
		return both, decrypts && (len(both) > 0 || len(schemes) == 0)
	}
	return both, len(both) > 0
}

// ecdsaSchemes are the schemes of keys on ecdsaCurves.
var (
	ecdsaCurves  = []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()}
	ecdsaSchemes = []tls.SignatureScheme{tls.ECDSAWithP256AndSHA256, tls.ECDSAWithP384AndSHA384, tls.ECDSAWithP521AndSHA512}
)

// schemesOf lists what a key can sign at TLS 1.2 and 1.3 (RFC 8446 section
// 4.2.3). A short RSA key has no room for a long hash with PSS.
func schemesOf(key crypto.PublicKey, version uint16) []tls.SignatureScheme {
	switch key := key.(type) {
	case ed25519.PublicKey:
		return []tls.SignatureScheme{tls.Ed25519}
	case *ecdsa.PublicKey:
		if version < tls.VersionTLS13 {
			return ecdsaSchemes
		}
		for i, curve := range ecdsaCurves {
			if key.Curve.Params().Name == curve.Params().Name {
				return ecdsaSchemes[i : i+1 : i+1]
			}
		}
		return nil
	case *rsa.PublicKey:
		var schemes []tls.SignatureScheme
		for hash, s := range map[int]tls.SignatureScheme{32: tls.PSSWithSHA256, 48: tls.PSSWithSHA384, 64: tls.PSSWithSHA512} {
			if key.Size() >= 2*hash+2 {
				schemes = append(schemes, s)
			}
		}
		if version < tls.VersionTLS13 {
			schemes = append(schemes, tls.PKCS1WithSHA256, tls.PKCS1WithSHA384, tls.PKCS1WithSHA512)
		}
		return schemes
	}
	return nil
}
