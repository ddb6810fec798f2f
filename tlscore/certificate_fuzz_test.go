package tlscore

import (
	"crypto/x509"
	"testing"
	"time"

	"tlsjs/tlscore/certgen"
)

// FuzzCertificate shows and judges whatever crypto/x509 parses: a peer chooses
// these bytes, and nothing in them may stop the program.
func FuzzCertificate(f *testing.F) {
	root := issue(f, certgen.Template{CommonName: "root", CA: true, Modify: func(c *x509.Certificate) {
		c.PermittedDNSDomains = []string{"a.test"}
		c.OCSPServer = []string{"http://ocsp.test/"}
	}})
	leaf := issue(f, certgen.Template{CommonName: "x", Names: []string{"a.test", "::1"}, Issuer: root})
	list, err := root.CRL(nil, leaf)
	if err != nil {
		f.Fatal(err)
	}
	lists, err := parseCRLs([][]byte{list})
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range []string{"odd", "names", "ed25519", "multi"} {
		chain, err := parseChain(readFile(f, "testdata", "certificates", name+".pem"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(chain[0].Raw)
	}
	f.Add(root.Cert.Raw)
	f.Add(leaf.Cert.Raw)
	store := newRootStore([]*x509.Certificate{root.Cert}, noDefaultRoots)
	f.Fuzz(func(t *testing.T, der []byte) {
		c, err := x509.ParseCertificate(der)
		if err != nil {
			return
		}
		if DescribeCertificate(c).SerialNumber == "" {
			t.Error("no serial number")
		}
		for _, chain := range [][]*x509.Certificate{{c}, {leaf.Cert, c}, {c, root.Cert}} {
			path, verdict := store.verify(chain, PurposeServer, lists, time.Now())
			if verdict == nil && !path[len(path)-1].Equal(root.Cert) {
				t.Error("trusted without the root")
			}
		}
		own := newRootStore([]*x509.Certificate{c}, noDefaultRoots)
		own.verify([]*x509.Certificate{leaf.Cert, root.Cert}, PurposeClient, lists, time.Now())
	})
}

func FuzzCipherList(f *testing.F) {
	for _, list := range []string{DefaultCiphers, "ALL:!RSA+AES:-SHA:+ECDHE:@STRENGTH:@SECLEVEL=2", "TLS_NOPE", "SUITEB128", "DEFAULT-"} {
		f.Add(list)
	}
	f.Fuzz(func(t *testing.T, list string) {
		suites, err := ParseCipherList(list)
		if (len(suites) == 0) == (err == nil) {
			t.Errorf("%d suites, %v", len(suites), err)
		}
		seen := map[uint16]bool{}
		for _, c := range suites {
			if seen[c.ID] {
				t.Errorf("%s twice", c.Name)
			}
			seen[c.ID] = true
		}
	})
}
