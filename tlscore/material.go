package tlscore

import (
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
)

// material is what a context is made of, parsed out of [Options] once. It is
// read-only after loadMaterial and may be shared between goroutines.
type material struct {
	// certificates have Leaf set and their chain completed: ECDSA, Ed25519,
	// RSA, at most one of each.
	certificates []tls.Certificate
	roots        *rootStore
	crls         []*x509.RevocationList
	// suites are those of TLS 1.2 and below, suites13 those of TLS 1.3, in the
	// caller's order of preference.
	suites, suites13 []Cipher
	// secondOnly: crypto/tls has none of suites, and TLS 1.3 is on beside them only
	// because the list does not name it.
	secondOnly bool
	// securityLevel is OpenSSL's (@SECLEVEL), 1 by default; ownLevel is what one's
	// own certificates are held to.
	securityLevel, ownLevel int
	// minVersion and maxVersion are Options' after a cipher list without
	// suites on one side of TLS 1.3 has narrowed them.
	minVersion, maxVersion uint16
	// curves is nil for the default.
	curves []tls.CurveID
	// signatureAlgorithms is nil for the default.
	signatureAlgorithms []tls.SignatureScheme
}

// loadMaterial parses everything that o holds. Its errors are *[Error] of
// KindCaller. Any goroutine may call it.
func loadMaterial(o *Options) (*material, error) {
	m := &material{}
	for _, step := range []func(*Options) error{
		m.loadVersions, m.loadLists, m.loadCertificates, m.loadCRLs,
	} {
		if err := step(o); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *material) loadVersions(o *Options) error {
	m.minVersion, m.maxVersion = o.MinVersion, o.MaxVersion
	if m.minVersion == 0 {
		m.minVersion = tls.VersionTLS12
	}
	if m.maxVersion == 0 {
		m.maxVersion = tls.VersionTLS13
	}
	for _, v := range []uint16{m.minVersion, m.maxVersion} {
		if v < tls.VersionTLS10 || v > tls.VersionTLS13 {
			return materialError(ReasonBadVersion, fmt.Errorf("version %#04x is not spoken", v))
		}
	}
	return nil
}

func (m *material) loadLists(o *Options) error {
	level := defaultSecurityLevel
	if o.Weak == WeakAll {
		level = 0
	}
	choice, err := parseCipherList(o.Ciphers, level)
	if err != nil {
		return err
	}
	m.suites, m.suites13, m.securityLevel = choice.suites, choice.suites13, choice.level
	if m.ownLevel = m.securityLevel; o.Weak == WeakOwn && !choice.levelNamed {
		m.ownLevel = 0
	}
	if o.UnlistedTLS13 && len(m.suites13) == 0 {
		m.suites13 = defaultSuites13(m.securityLevel)
		m.secondOnly = onlySecond(m.suites)
	}
	// A list about one side of TLS 1.3 only switches the other off. Node 20 does
	// so in one direction; docs/rationale.md tells why both.
	if len(m.suites13) == 0 && m.maxVersion > tls.VersionTLS12 && m.minVersion < tls.VersionTLS13 {
		m.maxVersion = tls.VersionTLS12
	}
	if len(m.suites) == 0 && m.minVersion < tls.VersionTLS13 && m.maxVersion > tls.VersionTLS12 {
		m.minVersion = tls.VersionTLS13
	}
	if m.curves, err = ParseCurves(o.Curves); err != nil {
		return err
	}
	m.signatureAlgorithms, err = ParseSignatureAlgorithms(o.SignatureAlgorithms)
	return err
}

// onlySecond reports whether all suites that need no pre-shared key are those that
// crypto/tls lacks, and that there are some.
func onlySecond(suites []Cipher) bool {
	some := false
	for _, s := range suites {
		if s.InCryptoTLS {
			return false
		}
		some = some || !s.needsKey()
	}
	return some
}

// defaultSuites13 are those of TLS 1.3 that a level allows, in OpenSSL's order.
func defaultSuites13(level int) []Cipher {
	var suites []Cipher
	for _, s := range cipherTable {
		if s.isTLS13() && s.allowedAt(level) {
			suites = append(suites, s)
		}
	}
	return suites
}

func (m *material) loadCRLs(o *Options) (err error) {
	m.crls, err = parseCRLs(o.CRL)
	return err
}

// keyPair is one slot while it is being filled.
type keyPair struct {
	chain []*x509.Certificate
	key   crypto.Signer
}

// loadCertificates fills the slots in OpenSSL's order, certificates first, and
// collects what is trusted.
func (m *material) loadCertificates(o *Options) error {
	var pairs [slots]keyPair
	trusted, err := parseCAs(o.CA)
	if err != nil {
		return err
	}
	if err := m.loadChains(o, &pairs); err != nil {
		return err
	}
	if err := loadKeys(o, &pairs); err != nil {
		return err
	}
	for i := range o.PFX {
		contents, err := parsePFX(o.PFX[i].Data, o.passphrase(o.PFX[i].Passphrase))
		if err != nil {
			return err
		}
		if err := checkLeaf(contents.leaf, m.ownLevel); err != nil {
			return err
		}
		pairs[slotOf(contents.key.Public())] = keyPair{[]*x509.Certificate{contents.leaf}, contents.key}
		trusted = append(trusted, contents.others...)
	}
	if m.roots, err = makeRoots(o, trusted); err != nil {
		return err
	}
	m.roots.level, m.roots.now = m.securityLevel, o.now
	return m.finishPairs(&pairs, len(o.Keys) > 0 && len(o.Certs) > 0)
}

func (m *material) loadChains(o *Options, pairs *[slots]keyPair) error {
	for _, text := range o.Certs {
		chain, err := parseChain(text)
		if err != nil {
			return err
		}
		slot := slotOf(chain[0].PublicKey)
		if slot == slotNone {
			return materialError(ReasonCertificateUnsupported, fmt.Errorf("public keys of type %T", chain[0].PublicKey))
		}
		if err := checkLeaf(chain[0], m.ownLevel); err != nil {
			return err
		}
		pairs[slot].chain = chain
	}
	return nil
}

func loadKeys(o *Options, pairs *[slots]keyPair) error {
	for i := range o.Keys {
		key, err := parseKey(o.Keys[i].PEM, o.passphrase(o.Keys[i].Passphrase))
		if err != nil {
			return err
		}
		pair := &pairs[slotOf(key.Public())]
		if len(pair.chain) > 0 && !samePublicKey(key, pair.chain[0]) {
			return materialError(ReasonKeyValuesMismatch, errors.New("the key does not belong to the certificate"))
		}
		pair.key = key
	}
	return nil
}

// checkLeaf asks what OpenSSL asks of a certificate that a context will show:
// that its key, and the signature on it if another one made it, are as strong
// as the security level.
func checkLeaf(c *x509.Certificate, level int) error {
	if bits := keySecurityBits(c.PublicKey); bits < securityBits(level) {
		return materialError(ReasonEEKeyTooSmall, fmt.Errorf("%d bits of security, %d wanted", bits, securityBits(level)))
	}
	if !selfSigned(c) && signatureSecurityBits(c) < securityBits(level) {
		return materialError(ReasonCAMDTooWeak, fmt.Errorf("the certificate is signed with %v", c.SignatureAlgorithm))
	}
	return nil
}

func makeRoots(o *Options, trusted []*x509.Certificate) (*rootStore, error) {
	defaults := noDefaultRoots
	if o.CA == nil {
		if defaults = o.DefaultRoots; defaults == nil {
			defaults = systemRoots
		}
		extra, err := parseCAs(o.ExtraRoots)
		if err != nil {
			return nil, err
		}
		trusted = append(trusted, extra...)
	}
	roots := newRootStore(trusted, defaults)
	roots.partialChain = o.PartialChain
	return roots, nil
}

// finishPairs turns full slots into certificates. bothGiven says that keys and
// certificates were named apart, so that not one fitting pair is a mistake.
func (m *material) finishPairs(pairs *[slots]keyPair, bothGiven bool) error {
	for _, pair := range pairs {
		if pair.key == nil || len(pair.chain) == 0 {
			continue
		}
		certificate := tls.Certificate{PrivateKey: pair.key, Leaf: pair.chain[0]}
		for _, c := range m.completeChain(pair.chain) {
			certificate.Certificate = append(certificate.Certificate, c.Raw)
		}
		m.certificates = append(m.certificates, certificate)
	}
	if bothGiven && len(m.certificates) == 0 {
		return materialError(ReasonKeyTypeMismatch, errors.New("no key is of the type of a certificate"))
	}
	return nil
}

// completeChain adds to a lone leaf its issuers from the trusted certificates,
// the root included, as OpenSSL does when it sends one (SSL_MODE_NO_AUTO_CHAIN
// in its manual). A chain that the caller wrote out is left as it is.
func (m *material) completeChain(chain []*x509.Certificate) []*x509.Certificate {
	if len(chain) > 1 {
		return chain
	}
	for top := chain[0]; !selfSigned(top) && len(chain) <= maxChainDepth; {
		top = m.roots.findIssuer(top)
		if top == nil {
			break
		}
		chain = append(chain, top)
	}
	return chain
}
