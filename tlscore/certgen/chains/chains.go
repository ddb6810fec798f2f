// Package chains is a table of certificate chains, good and bad in every way
// that a verifier must notice, for tests: those of tlscore ask its verification
// alone, those of js-tests ask whole connections, Node and the openssl command.
package chains

import (
	"bytes"
	"crypto/x509"
	"slices"
	"time"

	"tlsjs/tlscore/certgen"
)

// Purpose is what a chain is wanted for, in the words of `openssl verify -purpose`.
type Purpose string

// The purposes.
const (
	Server Purpose = "sslserver"
	Client Purpose = "sslclient"
	Any    Purpose = "any"
)

// Case is a chain as a peer sends it, and what is trusted.
type Case struct {
	Name string
	// Sent is the chain, leaf first.
	Sent []*certgen.Pair
	// Trusted is the verifier's `ca`.
	Trusted []*certgen.Pair
	// CRLs are the verifier's lists, each in PEM.
	CRLs    [][]byte
	Purpose Purpose
	// Want is OpenSSL's number of the last error that it meets, which is the
	// one that Node shows; 0 when the chain is good.
	Want int
	// Stricter is the reason for which tlscore refuses what OpenSSL accepts,
	// as docs/security.md has it; "" when they agree.
	Stricter string
	// Level is the security level: OpenSSL's and Node's default is 1.
	Level int
	// Host is the name that the client asks for; "" when any will do.
	Host string
}

// OpenSSL's numbers (X509_V_ERR_…).
const (
	ok                     = 0
	unableToGetIssuer      = 2
	unableToGetCRL         = 3
	signatureFailure       = 7
	crlSignatureFailure    = 8
	notYetValid            = 9
	expired                = 10
	crlNotYetValid         = 11
	crlExpired             = 12
	depthZeroSelfSigned    = 18
	selfSignedInChain      = 19
	unableToGetIssuerLocal = 20
	unableToVerifyLeaf     = 21
	revoked                = 23
	pathLengthExceeded     = 25
	invalidPurpose         = 26
	keyUsageNoCertSign     = 32
	unhandledCritical      = 34
	permittedViolation     = 47
	excludedViolation      = 48
	endEntityKeyTooSmall   = 66
	caKeyTooSmall          = 67
	caDigestTooWeak        = 68
	hostnameMismatch       = 62
)

// All makes the whole table, with fresh keys and the present time. It panics
// when a certificate cannot be made: a test has no use for half of them.
func All() []Case {
	m := newMaker()
	return slices.Concat(m.plain(), m.paths(), m.usages(), m.strengths(), m.names(), m.lists())
}

// PEM returns certificates one after the other.
func PEM(pairs []*certgen.Pair) []byte {
	var out []byte
	for _, p := range pairs {
		out = append(out, p.CertPEM()...)
	}
	return out
}

// maker makes certificates that share a root and an intermediate CA.
type maker struct {
	root, middle, leaf *certgen.Pair
	// twin has middle's name and key identifier, but a key of its own.
	twin         *certgen.Pair
	past, future time.Time
}

func newMaker() *maker {
	m := &maker{past: time.Now().Add(-time.Hour / 2), future: time.Now().AddDate(0, 0, 10)}
	m.root = issue("root", nil, true, nil)
	m.middle = issue("middle", m.root, true, nil)
	m.leaf = issue("leaf", m.middle, false, nil)
	m.twin = issue("middle", m.root, true, func(c *x509.Certificate) { c.SubjectKeyId = m.middle.Cert.SubjectKeyId })
	return m
}

func issue(name string, issuer *certgen.Pair, ca bool, modify func(*x509.Certificate)) *certgen.Pair {
	return mint(certgen.Template{CommonName: name, Issuer: issuer, CA: ca, Modify: modify})
}

func mint(t certgen.Template) *certgen.Pair {
	pair, err := certgen.Issue(t)
	if err != nil {
		panic(err)
	}
	return pair
}

func list(pairs ...*certgen.Pair) []*certgen.Pair { return pairs }

func crl(ca *certgen.Pair, modify func(*x509.RevocationList), revoked ...*certgen.Pair) []byte {
	text, err := ca.CRL(modify, revoked...)
	if err != nil {
		panic(err)
	}
	return text
}

// server is a case without lists, for a server's chain.
func server(name string, sent, trusted []*certgen.Pair, want int) Case {
	return Case{Name: name, Sent: sent, Trusted: trusted, Purpose: Server, Want: want, Level: 1}
}

// plain are the chains that go wrong most often.
func (m *maker) plain() []Case {
	trusted := list(m.root)
	self := issue("self", nil, false, nil)
	mimic := issue("root", nil, true, nil)
	old := func(c *x509.Certificate) { c.NotAfter = m.past }
	later := func(c *x509.Certificate) { c.NotBefore = m.future }
	oldSelf := issue("old", nil, false, old)
	oldRoot := issue("old root", nil, true, old)
	oldMiddle := issue("old middle", m.root, true, old)
	oldLeaf := issue("leaf", m.middle, false, old)
	bare := issue("bare", nil, false, func(c *x509.Certificate) { c.BasicConstraintsValid = false; c.SubjectKeyId = nil })
	named := mint(certgen.Template{CommonName: "leaf", Names: []string{"good.test"}, Issuer: m.middle})
	wrongHost := server("wrong host", list(named, m.middle), trusted, hostnameMismatch)
	wrongHost.Host = "other.test"
	rightHost := server("right host", list(named, m.middle), trusted, ok)
	rightHost.Host = "good.test"
	return []Case{
		server("good", list(m.leaf, m.middle), trusted, ok),
		server("no intermediate", list(m.leaf), trusted, unableToVerifyLeaf),
		server("no root", list(m.leaf, m.middle), list(self), unableToGetIssuerLocal),
		server("nothing trusted", list(m.leaf), nil, unableToVerifyLeaf),
		server("leaf named itself", list(m.leaf), list(m.leaf), unableToVerifyLeaf),
		server("untrusted root sent", list(m.leaf, m.middle, m.root), list(self), selfSignedInChain),
		server("a mimic of the root", list(m.leaf, m.middle), list(mimic), unableToGetIssuerLocal),
		server("a mimic of the root sent", list(mimic), trusted, invalidPurpose),
		server("self-signed, trusted", list(self), list(self), ok),
		server("self-signed, untrusted", list(self), trusted, depthZeroSelfSigned),
		server("self-signed, bare, trusted", list(bare), list(bare), ok),
		server("root as a server", list(m.root), trusted, invalidPurpose),
		server("self-signed, expired, untrusted", list(oldSelf), nil, expired),
		server("self-signed, expired, trusted", list(oldSelf), list(oldSelf), expired),
		server("leaf expired", list(oldLeaf, m.middle), trusted, expired),
		server("leaf expired, no root", list(oldLeaf, m.middle), nil, expired),
		server("intermediate expired", list(issue("leaf", oldMiddle, false, nil), oldMiddle), trusted, expired),
		server("root expired", list(issue("leaf", oldRoot, false, nil)), list(oldRoot), expired),
		server("leaf not yet valid", list(issue("leaf", m.middle, false, later), m.middle), trusted, notYetValid),
		rightHost,
		wrongHost,
	}
}

// paths are chains through which a verifier must find its way.
func (m *maker) paths() []Case {
	trusted := list(m.root)
	otherRoot := issue("other root", nil, true, nil)
	cross := mint(certgen.Template{CommonName: "middle", Issuer: otherRoot, CA: true, Key: m.middle.Key})
	crossRoot := mint(certgen.Template{CommonName: "root", Issuer: otherRoot, CA: true, Key: m.root.Key})
	sameName := issue("same name", m.root, true, nil)
	sameNameToo := issue("same name", m.root, true, nil)
	loopA, loopB := loop()
	return []Case{
		server("root sent too", list(m.leaf, m.middle, m.root), trusted, ok),
		server("out of order", list(m.leaf, m.root, otherRoot, m.middle), trusted, ok),
		server("intermediate sent twice", list(m.leaf, m.middle, m.middle), trusted, ok),
		server("leaf sent twice", list(m.leaf, m.leaf, m.middle), trusted, ok),
		server("intermediate trusted too", list(m.leaf), list(m.root, m.middle), ok),
		server("only the intermediate trusted", list(m.leaf), list(m.middle), unableToGetIssuer),
		server("only the intermediate trusted, and sent", list(m.leaf, m.middle), list(m.middle), unableToGetIssuer),
		server("cross-signed, both sent", list(m.leaf, cross, m.middle), trusted, unableToGetIssuerLocal),
		server("cross-signed, the trusted path first", list(m.leaf, m.middle, cross), trusted, ok),
		server("cross-signed, both trusted", list(m.leaf, cross, m.middle), list(m.root, otherRoot), ok),
		server("cross-signed root sent", list(m.leaf, m.middle, crossRoot), trusted, ok),
		server("cross-signed root, only the other trusted", list(m.leaf, m.middle, crossRoot), list(otherRoot), ok),
		server("same subject, another key first", list(m.leaf, m.twin, m.middle), trusted, signatureFailure),
		server("same subject, no key identifiers", list(issue("leaf", withoutID(sameNameToo), false, nil), sameName, sameNameToo), trusted, signatureFailure),
		server("forged leaf", list(issue("leaf", m.twin, false, nil), m.middle), trusted, signatureFailure),
		server("two that issued each other", list(issue("leaf", loopA, false, nil), loopA, loopB), trusted, unableToGetIssuerLocal),
	}
}

// withoutID is an issuer whose certificates do not tell which key signed them.
func withoutID(p *certgen.Pair) *certgen.Pair {
	c := *p.Cert
	c.SubjectKeyId = nil
	return &certgen.Pair{Cert: &c, Key: p.Key}
}

// loop makes two CAs, each with a certificate that the other one issued.
func loop() (a, b *certgen.Pair) {
	first := issue("loop a", nil, true, nil)
	b = issue("loop b", first, true, nil)
	a = mint(certgen.Template{CommonName: "loop a", Issuer: b, CA: true, Key: first.Key})
	return a, b
}

// lists are chains with lists of revoked certificates.
func (m *maker) lists() []Case {
	rootList, middleList := crl(m.root, nil), crl(m.middle, nil)
	old := crl(m.middle, func(l *x509.RevocationList) { l.NextUpdate = m.past })
	early := crl(m.middle, func(l *x509.RevocationList) { l.ThisUpdate = m.future; l.NextUpdate = m.future.AddDate(0, 0, 1) })
	removed := crl(m.middle, func(l *x509.RevocationList) {
		l.RevokedCertificateEntries = []x509.RevocationListEntry{{SerialNumber: m.leaf.Cert.SerialNumber, RevocationTime: m.past, ReasonCode: 8}}
	})
	other := issue("other", nil, true, nil)
	with := func(name string, want int, lists ...[]byte) Case {
		c := server(name, list(m.leaf, m.middle), list(m.root), want)
		c.CRLs = lists
		return c
	}
	all := []Case{
		with("lists of both", ok, rootList, middleList),
		with("lists in one text", ok, append(bytes.Clone(rootList), middleList...)),
		with("leaf revoked", revoked, rootList, crl(m.middle, nil, m.leaf)),
		with("intermediate revoked", revoked, crl(m.root, nil, m.middle), middleList),
		with("another revoked", ok, rootList, crl(m.middle, nil, other)),
		with("removed from the list", ok, rootList, removed),
		with("no list for the leaf", unableToGetCRL, rootList),
		with("no list for the intermediate", unableToGetCRL, middleList),
		with("list expired", crlExpired, rootList, old),
		with("expired and fresh", ok, rootList, old, middleList),
		with("leaf revoked, list expired", revoked, rootList, crl(m.middle, func(l *x509.RevocationList) { l.NextUpdate = m.past }, m.leaf)),
		with("list not yet valid", crlNotYetValid, rootList, early),
		with("list forged", crlSignatureFailure, rootList, crl(m.twin, nil)),
		with("list of another", unableToGetCRL, rootList, crl(other, nil)),
		with("lists of version 1", ok, firstVersion(rootList, m.root), firstVersion(middleList, m.middle)),
		with("leaf revoked, version 1", revoked, rootList, firstVersion(crl(m.middle, nil, m.leaf), m.middle)),
		with("list of version 1 forged", crlSignatureFailure, rootList, firstVersion(middleList, m.twin)),
	}
	bare := server("self-signed without a list", list(m.root), nil, unableToGetCRL)
	bare.Purpose, bare.CRLs = Any, [][]byte{middleList}
	return append(all, bare)
}
