package tlscore

import (
	"crypto/x509"
	"testing"
	"time"

	"tlsjs/tlscore/certgen"
)

// A weak signature below one that nobody can check must not hide it: at level 0
// crypto/x509 is asked about what lies below the weak one only.
func TestUncheckedSignatureAboveAWeakOne(t *testing.T) {
	issue := func(template certgen.Template) *certgen.Pair {
		t.Helper()
		template.Algorithm = certgen.RSA
		p, err := certgen.Issue(template)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	sha1 := func(c *x509.Certificate) { c.SignatureAlgorithm = x509.SHA1WithRSA }
	noKeyID := func(p *certgen.Pair) *certgen.Pair {
		c := *p.Cert
		c.SubjectKeyId = nil
		return &certgen.Pair{Cert: &c, Key: p.Key}
	}
	root := issue(certgen.Template{CommonName: "root", CA: true})
	twin := noKeyID(issue(certgen.Template{CommonName: "root", CA: true}))
	dsaRoot := *root.Cert
	dsaRoot.PublicKeyAlgorithm, dsaRoot.PublicKey = x509.DSA, struct{}{} // a key that nothing here can use
	for _, test := range []struct {
		name      string
		trusted   *x509.Certificate
		issuer    *certgen.Pair
		algorithm x509.SignatureAlgorithm
		want      VerifyCode
	}{
		{"genuine", root.Cert, root, x509.SHA256WithRSA, VerifyOK},
		{"forged", root.Cert, twin, x509.SHA256WithRSA, VerifySignatureFailure},
		{"MD5", root.Cert, twin, x509.MD5WithRSA, VerifySignatureFailure},
		{"MD2", root.Cert, twin, x509.MD2WithRSA, VerifySignatureFailure},
		{"unknown", root.Cert, twin, x509.UnknownSignatureAlgorithm, VerifySignatureFailure},
		{"DSA of an RSA key", root.Cert, twin, x509.DSAWithSHA1, VerifyUnableToGetIssuerLocally},
		{"DSA with SHA-1", &dsaRoot, twin, x509.DSAWithSHA1, VerifySignatureFailure},
		{"DSA with SHA-256", &dsaRoot, twin, x509.DSAWithSHA256, VerifySignatureFailure},
	} {
		middle := issue(certgen.Template{CommonName: "middle", CA: true, Issuer: test.issuer})
		leaf := issue(certgen.Template{CommonName: "leaf", Issuer: middle, Modify: sha1})
		claimed := *middle.Cert
		claimed.SignatureAlgorithm = test.algorithm

		s := newRootStore([]*x509.Certificate{test.trusted}, noDefaultRoots)
		s.level = 0
		_, err := s.verify([]*x509.Certificate{leaf.Cert, &claimed}, PurposeServer, nil, time.Now())
		got := VerifyOK
		if err != nil {
			got = err.Code
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got.Name(), test.want.Name())
		}
	}
}
