package tlscore

import (
	"bytes"
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"testing"

	"tlsjs/tlscore/certgen"
)

// issue makes a certificate or ends the test.
func issue(t testing.TB, template certgen.Template) *certgen.Pair {
	t.Helper()
	pair, err := certgen.Issue(template)
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

func keyPEM(t testing.TB, pair *certgen.Pair, passphrase string) []byte {
	t.Helper()
	text, err := pair.KeyPEM(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func load(t testing.TB, o Options) *material {
	t.Helper()
	m, err := loadMaterial(&o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// wantReason checks that options are refused, by the caller's fault.
func wantReason(t *testing.T, name string, o Options, want Reason) *Error {
	t.Helper()
	m, err := loadMaterial(&o)
	var e *Error
	if !errors.As(err, &e) || e.Reason != want || e.Kind != KindCaller || m != nil {
		t.Errorf("%s: got %v, want %q", name, err, want)
		return &Error{}
	}
	return e
}

func TestZeroOptions(t *testing.T) {
	m := load(t, Options{})
	if len(m.certificates) != 0 || m.minVersion != tls.VersionTLS12 || m.maxVersion != tls.VersionTLS13 ||
		m.securityLevel != 1 || m.roots.defaults != systemRoots || m.crls != nil || m.curves != nil {
		t.Errorf("%+v", m)
	}
}

func TestPairsSideBySide(t *testing.T) {
	ec, rsa, ed := issue(t, certgen.Template{CommonName: "ec"}),
		issue(t, certgen.Template{CommonName: "rsa", Algorithm: certgen.RSA}),
		issue(t, certgen.Template{CommonName: "ed", Algorithm: certgen.Ed25519})
	m := load(t, Options{
		Keys:  []Key{{PEM: keyPEM(t, ed, "")}, {PEM: keyPEM(t, rsa, "a"), Passphrase: []byte("a")}, {PEM: keyPEM(t, ec, "b")}},
		Certs: [][]byte{rsa.CertPEM(), ec.CertPEM(), ed.CertPEM()}, Passphrase: []byte("b"),
	})
	var names string
	for _, c := range m.certificates {
		names += c.Leaf.Subject.CommonName + " "
		if len(c.Certificate) != 1 || !samePublicKey(c.PrivateKey.(crypto.Signer), c.Leaf) {
			t.Errorf("pair of %s does not fit", c.Leaf.Subject.CommonName)
		}
	}
	if names != "ec ed rsa " {
		t.Errorf("certificates are %s", names)
	}
}

func TestPairing(t *testing.T) {
	ec, ec2 := issue(t, certgen.Template{CommonName: "ec"}), issue(t, certgen.Template{CommonName: "ec2"})
	rsa := issue(t, certgen.Template{CommonName: "rsa", Algorithm: certgen.RSA})
	ecKey, ec2Key, rsaKey := Key{PEM: keyPEM(t, ec, "")}, Key{PEM: keyPEM(t, ec2, "")}, Key{PEM: keyPEM(t, rsa, "")}
	accepted := map[string]struct {
		o    Options
		want int
	}{
		"a key alone":          {Options{Keys: []Key{ecKey}}, 0},
		"a certificate alone":  {Options{Certs: [][]byte{ec.CertPEM()}}, 0},
		"one key of two types": {Options{Keys: []Key{ecKey}, Certs: [][]byte{ec.CertPEM(), rsa.CertPEM()}}, 1},
		"a key too many":       {Options{Keys: []Key{ecKey, rsaKey}, Certs: [][]byte{ec.CertPEM()}}, 1},
		"the last one counts":  {Options{Keys: []Key{ecKey}, Certs: [][]byte{ec2.CertPEM(), ec.CertPEM()}}, 1},
		"key and certificate in one text": {Options{Keys: []Key{{PEM: append(ec.CertPEM(), ecKey.PEM...)}},
			Certs: [][]byte{append(bytes.Clone(ecKey.PEM), ec.CertPEM()...)}}, 1},
	}
	for name, test := range accepted {
		if m := load(t, test.o); len(m.certificates) != test.want {
			t.Errorf("%s: %d pairs", name, len(m.certificates))
		}
	}
	wantReason(t, "another key", Options{Keys: []Key{ec2Key}, Certs: [][]byte{ec.CertPEM()}}, ReasonKeyValuesMismatch)
	wantReason(t, "the first of two", Options{Keys: []Key{ecKey}, Certs: [][]byte{ec.CertPEM(), ec2.CertPEM()}}, ReasonKeyValuesMismatch)
	wantReason(t, "another type", Options{Keys: []Key{rsaKey}, Certs: [][]byte{ec.CertPEM()}}, ReasonKeyTypeMismatch)
}

func TestChainIsCompleted(t *testing.T) {
	root := issue(t, certgen.Template{CommonName: "root", CA: true})
	middle := issue(t, certgen.Template{CommonName: "middle", CA: true, Issuer: root})
	leaf := issue(t, certgen.Template{CommonName: "leaf", Issuer: middle})
	key := []Key{{PEM: keyPEM(t, leaf, "")}}
	tests := map[string]struct {
		cert []byte
		ca   [][]byte
		want int
	}{
		"from ca":               {leaf.CertPEM(), [][]byte{root.CertPEM(), middle.CertPEM()}, 3},
		"from one ca text":      {leaf.CertPEM(), [][]byte{root.CertPEM(middle)}, 3},
		"as far as it goes":     {leaf.CertPEM(), [][]byte{middle.CertPEM()}, 2},
		"not when written out":  {leaf.CertPEM(middle), [][]byte{root.CertPEM()}, 2},
		"nothing to take":       {leaf.CertPEM(), [][]byte{}, 1},
		"nothing that fits":     {leaf.CertPEM(), [][]byte{root.CertPEM()}, 1},
		"the leaf as its own":   {leaf.CertPEM(), [][]byte{leaf.CertPEM()}, 1},
		"texts without a block": {leaf.CertPEM(), [][]byte{nil, []byte("hello")}, 1},
	}
	for name, test := range tests {
		m := load(t, Options{Keys: key, Certs: [][]byte{test.cert}, CA: test.ca})
		if got := len(m.certificates[0].Certificate); got != test.want {
			t.Errorf("%s: %d certificates, want %d", name, got, test.want)
		}
	}
}

func TestVersionsFollowTheList(t *testing.T) {
	tests := []struct {
		o        Options
		min, max uint16
	}{
		{Options{Ciphers: "AES128-SHA"}, tls.VersionTLS12, tls.VersionTLS12},
		{Options{Ciphers: "TLS_AES_128_GCM_SHA256"}, tls.VersionTLS13, tls.VersionTLS13},
		{Options{MinVersion: tls.VersionTLS10, Ciphers: "DEFAULT"}, tls.VersionTLS10, tls.VersionTLS12},
		{Options{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, tls.VersionTLS10, tls.VersionTLS11},
		{Options{Ciphers: "TLS_AES_128_GCM_SHA256", MaxVersion: tls.VersionTLS12}, tls.VersionTLS12, tls.VersionTLS12},
	}
	for _, test := range tests {
		if m := load(t, test.o); m.minVersion != test.min || m.maxVersion != test.max {
			t.Errorf("%+v: %#x to %#x", test.o, m.minVersion, m.maxVersion)
		}
	}
}

func TestBadMaterial(t *testing.T) {
	pair := issue(t, certgen.Template{CommonName: "a"})
	good, key := pair.CertPEM(), keyPEM(t, pair, "")
	block := func(name, body string) []byte {
		return []byte("-----BEGIN " + name + "-----\n" + body + "\n-----END " + name + "-----\n")
	}
	damaged := bytes.Replace(good, []byte("MII"), []byte("!II"), 1)
	tests := map[string]struct {
		o    Options
		want Reason
	}{
		"cert: no PEM":        {Options{Certs: [][]byte{[]byte("hello")}}, ReasonNoStartLine},
		"cert: empty":         {Options{Certs: [][]byte{{}}}, ReasonNoStartLine},
		"cert: a key":         {Options{Certs: [][]byte{key}}, ReasonNoStartLine},
		"cert: bad base64":    {Options{Certs: [][]byte{block("CERTIFICATE", "!!!!")}}, ReasonBadBase64},
		"cert: bad DER":       {Options{Certs: [][]byte{block("CERTIFICATE", "AAAA")}}, ReasonWrongTag},
		"cert: no end":        {Options{Certs: [][]byte{good[:100]}}, ReasonBadEndLine},
		"cert: damaged chain": {Options{Certs: [][]byte{append(bytes.Clone(good), damaged...)}}, ReasonBadBase64},
		"cert: not X.509":     {Options{Certs: [][]byte{block("CERTIFICATE", "MAMCAQE=")}}, ReasonCertificateUnsupported},
		"key: no PEM":         {Options{Keys: []Key{{PEM: []byte("hello")}}}, ReasonKeyUnsupported},
		"key: a certificate":  {Options{Keys: []Key{{PEM: good}}}, ReasonKeyUnsupported},
		"key: bad DER":        {Options{Keys: []Key{{PEM: block("PRIVATE KEY", "AAAA")}}}, ReasonKeyUnsupported},
		"key: bad base64":     {Options{Keys: []Key{{PEM: block("EC PRIVATE KEY", "!!!!")}}}, ReasonKeyUnsupported},
		"key: DSA":            {Options{Keys: []Key{{PEM: block("DSA PRIVATE KEY", "MAMCAQE=")}}}, ReasonKeyUnsupported},
		"key: encrypted junk": {Options{Keys: []Key{{PEM: block("ENCRYPTED PRIVATE KEY", "AAAA"), Passphrase: []byte("x")}}}, ReasonKeyUnsupported},
		"ca: damaged":         {Options{CA: [][]byte{damaged}}, ReasonBadBase64},
		"extra: damaged":      {Options{ExtraRoots: [][]byte{damaged}}, ReasonBadBase64},
		"pfx: no DER":         {Options{PFX: []PFX{{Data: []byte("hello")}}}, ReasonNotEnoughData},
		"pfx: empty":          {Options{PFX: []PFX{{}}}, ReasonNotEnoughData},
		"pfx: a certificate":  {Options{PFX: []PFX{{Data: pair.Cert.Raw}}}, ReasonWrongTag},
		"crl: no list":        {Options{CRL: [][]byte{[]byte("hello")}}, ReasonBadCRL},
		"crl: empty":          {Options{CRL: [][]byte{{}}}, ReasonBadCRL},
		"crl: a certificate":  {Options{CRL: [][]byte{good}}, ReasonBadCRL},
		"crl: bad DER":        {Options{CRL: [][]byte{block("X509 CRL", "AAAA")}}, ReasonBadCRL},
		"curve":               {Options{Curves: "nope"}, ReasonBadCurve},
		"ciphers":             {Options{Ciphers: "nope"}, ReasonNoCipherMatch},
		"sigalgs":             {Options{SignatureAlgorithms: "nope"}, ReasonBadSignatureAlgorithms},
		"version too low":     {Options{MinVersion: 0x0300}, ReasonBadVersion},
		"version unknown":     {Options{MaxVersion: 0x0305}, ReasonBadVersion},
	}
	for name, test := range tests {
		wantReason(t, name, test.o, test.want)
	}
}

func TestPassphrases(t *testing.T) {
	pair := issue(t, certgen.Template{CommonName: "a"})
	locked := keyPEM(t, pair, "right")
	e := wantReason(t, "no passphrase", Options{Keys: []Key{{PEM: locked}}}, ReasonBadDecrypt)
	if !errors.Is(e, ErrPassphraseMissing) {
		t.Errorf("cause %v", e.Err)
	}
	wantReason(t, "wrong", Options{Keys: []Key{{PEM: locked}}, Passphrase: []byte("wrong")}, ReasonBadDecrypt)
	wantReason(t, "empty", Options{Keys: []Key{{PEM: locked}}, Passphrase: []byte{}}, ReasonBadDecrypt)
	wantReason(t, "its own is wrong", Options{Keys: []Key{{PEM: locked, Passphrase: []byte("no")}}, Passphrase: []byte("right")}, ReasonBadDecrypt)
	load(t, Options{Keys: []Key{{PEM: locked}}, Passphrase: []byte("right")})
	load(t, Options{Keys: []Key{{PEM: keyPEM(t, pair, "")}}, Passphrase: []byte("not needed")})
}

func TestWeakLeaves(t *testing.T) {
	root := issue(t, certgen.Template{CommonName: "root", CA: true, Algorithm: certgen.RSA})
	sha1 := issue(t, certgen.Template{CommonName: "sha1", Issuer: root,
		Modify: func(c *x509.Certificate) { c.SignatureAlgorithm = x509.SHA1WithRSA }})
	own := Options{Certs: [][]byte{sha1.CertPEM()}, Keys: []Key{{PEM: keyPEM(t, sha1, "")}}}
	wantReason(t, "SHA-1", own, ReasonCAMDTooWeak)
	own.Ciphers = "DEFAULT:@SECLEVEL=0"
	load(t, own)
	ec := issue(t, certgen.Template{CommonName: "ec"})
	wantReason(t, "P-256 at level 4", Options{Certs: [][]byte{ec.CertPEM()}, Ciphers: "DEFAULT:@SECLEVEL=4"}, ReasonEEKeyTooSmall)
}

func TestPFXIsTrusted(t *testing.T) {
	root := issue(t, certgen.Template{CommonName: "root", CA: true})
	leaf := issue(t, certgen.Template{CommonName: "leaf", Issuer: root})
	data, err := leaf.PFX("pass", root)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{
		{PFX: []PFX{{Data: data, Passphrase: []byte("pass")}}},
		{PFX: []PFX{{Data: data}}, Passphrase: []byte("pass"), CA: [][]byte{}},
	} {
		m := load(t, o)
		if len(m.certificates) != 1 || len(m.certificates[0].Certificate) != 2 || !m.roots.contains(root.Cert) {
			t.Errorf("%d certificates", len(m.certificates))
		}
		if (m.roots.defaults == systemRoots) != (o.CA == nil) {
			t.Errorf("default roots: %v", m.roots.defaults)
		}
	}
	wantReason(t, "wrong", Options{PFX: []PFX{{Data: data}}, Passphrase: []byte("wrong")}, ReasonMACVerifyFailure)
	e := wantReason(t, "missing", Options{PFX: []PFX{{Data: data}}}, ReasonMACVerifyFailure)
	if !errors.Is(e, ErrPassphraseMissing) {
		t.Errorf("cause %v", e.Err)
	}
	wantReason(t, "cut short", Options{PFX: []PFX{{Data: data[:200]}}, Passphrase: []byte("pass")}, ReasonNotEnoughData)
}

func TestCAsOfUnknownKindArePassedOver(t *testing.T) {
	pair := issue(t, certgen.Template{CommonName: "a", CA: true})
	unknown := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte{0x30, 3, 2, 1, 1}})
	m := load(t, Options{CA: [][]byte{append(unknown, pair.CertPEM()...)}})
	if len(m.roots.own) != 1 || m.roots.clientCAs() == nil {
		t.Errorf("%d roots", len(m.roots.own))
	}
}
