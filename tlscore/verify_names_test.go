package tlscore

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"net"
	"testing"
	"time"

	"tlsjs/tlscore/certgen"
)

func TestNameCovers(t *testing.T) {
	ip := func(text string) string {
		_, n, err := net.ParseCIDR(text)
		if err != nil {
			t.Fatal(err)
		}
		return string(n.IP) + string(n.Mask)
	}
	tests := []struct {
		tag        int
		base, name string
		want       bool
		code       VerifyCode
	}{
		{nameDNS, "a.test", "a.test", true, VerifyOK},
		{nameDNS, "a.test", "A.Test", true, VerifyOK},
		{nameDNS, "a.test", "x.a.test", true, VerifyOK},
		{nameDNS, "a.test", "xa.test", false, VerifyOK},
		{nameDNS, ".a.test", "a.test", false, VerifyOK},
		{nameDNS, ".a.test", "x.a.test", true, VerifyOK},
		{nameDNS, "", "anything", true, VerifyOK},
		{nameEmail, "a.test", "me@a.test", true, VerifyOK},
		{nameEmail, "a.test", "me@x.a.test", false, VerifyOK},
		{nameEmail, ".a.test", "me@x.a.test", true, VerifyOK},
		{nameEmail, "me@a.test", "me@A.test", true, VerifyOK},
		{nameEmail, "me@a.test", "Me@a.test", false, VerifyOK},
		{nameEmail, "a.test", "no address", false, VerifyUnsupportedName},
		{nameURI, "a.test", "http://a.test:80/x", true, VerifyOK},
		{nameURI, "a.test", "http://x.a.test/", false, VerifyOK},
		{nameURI, ".a.test", "http://x.a.test", true, VerifyOK},
		{nameURI, "a.test", "mailto:me@a.test", false, VerifyUnsupportedName},
		{nameIP, ip("192.0.2.0/24"), string([]byte{192, 0, 2, 9}), true, VerifyOK},
		{nameIP, ip("192.0.2.0/24"), string([]byte{192, 0, 3, 9}), false, VerifyOK},
		{nameIP, ip("192.0.2.0/24"), string(net.ParseIP("::1")), false, VerifyOK},
		{nameIP, ip("2001:db8::/32"), string(net.ParseIP("2001:db8::1")), true, VerifyOK},
		{nameIP, ip("192.0.2.0/24"), "abc", false, VerifyUnsupportedName},
		{nameIP, "abc", string([]byte{192, 0, 2, 9}), false, VerifyUnsupportedConstraint},
		{3, "x", "x", false, VerifyUnsupportedConstraintType},
	}
	for _, test := range tests {
		got, code := generalName{test.tag, []byte(test.base)}.covers(generalName{test.tag, []byte(test.name)})
		if got != test.want || code != test.code {
			t.Errorf("%d %q covers %q: %v, %s", test.tag, test.base, test.name, got, code.Name())
		}
	}
}

func TestDirectoryCovers(t *testing.T) {
	name := func(parts ...string) []byte {
		var sequence pkix.RDNSequence
		for _, part := range parts {
			sequence = append(sequence, pkix.RelativeDistinguishedNameSET{{Type: asn1.ObjectIdentifier{2, 5, 4, 10}, Value: part}})
		}
		der, err := asn1.Marshal(sequence)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	base := name("Example  Org")
	for _, covered := range [][]byte{name("Example Org"), name(" example ORG ", "Unit")} {
		if ok, code := coversDirectory(base, covered); !ok || code != VerifyOK {
			t.Errorf("%q is not covered: %s", covered, code.Name())
		}
	}
	for _, other := range [][]byte{name("Example"), name("Unit", "Example Org"), name()} {
		if ok, _ := coversDirectory(base, other); ok {
			t.Errorf("%q is covered", other)
		}
	}
	if ok, code := coversDirectory([]byte{1}, base); ok || code != VerifyUnsupportedConstraint {
		t.Errorf("a base that is no name: %s", code.Name())
	}
}

func TestLooksLikeHost(t *testing.T) {
	for name, want := range map[string]bool{
		"a.test": true, "a_b.c-d.e": true, "a": false, "": false, "a..b": false, ".a.b": false,
		"a.b.": false, "-a.b": false, "a-.b": false, "some one.x": false, "*.a.test": false, "ü.test": false,
	} {
		if got := looksLikeHost(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

// TestManyNames: a peer's chain cannot make us compare without end.
func TestManyNames(t *testing.T) {
	root := issue(t, certgen.Template{CommonName: "root", CA: true, Modify: func(c *x509.Certificate) {
		for i := range 1100 {
			c.PermittedDNSDomains = append(c.PermittedDNSDomains, fmt.Sprintf("%d.test", i))
		}
	}})
	var names []string
	for i := range 1100 {
		names = append(names, fmt.Sprintf("x.%d.test", i))
	}
	leaf := issue(t, certgen.Template{Names: names, Issuer: root})
	_, err := newRootStore([]*x509.Certificate{root.Cert}, noDefaultRoots).verify([]*x509.Certificate{leaf.Cert}, PurposeServer, nil, time.Now())
	if err == nil || err.Code != VerifyUnspecified {
		t.Errorf("verdict %v", err)
	}
}
