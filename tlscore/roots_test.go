package tlscore

import (
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"tlsjs/tlscore/certgen"
)

func TestBundledRoots(t *testing.T) {
	roots := BundledRoots().Certificates()
	if len(roots) < 80 {
		t.Fatalf("%d roots", len(roots))
	}
	s := newRootStore(nil, bundledRoots)
	now := time.Now()
	for _, root := range roots {
		if !s.contains(root) {
			t.Fatalf("%v is not in the store", root.Subject)
		}
		if now.After(root.NotAfter) || caKindOf(root) == notCA {
			continue
		}
		// A root vouches for itself as a chain, but is no server.
		if _, err := s.verify(certificatesOf([]*certgen.Pair{{Cert: root}}), PurposeAny, nil, now); err != nil {
			t.Errorf("%v: %v", root.Subject, err)
		}
	}
}

func TestSystemRootFile(t *testing.T) {
	if platformVerifies() {
		t.Skipf("skipped: %s keeps its roots out of files", runtime.GOOS)
	}
	dir := t.TempDir()
	one, two := issue(t, certgen.Template{CommonName: "one", CA: true}), issue(t, certgen.Template{CommonName: "two", CA: true})
	damaged := []byte("-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n")
	writeFile(t, append(append(one.CertPEM(), damaged...), two.CertPEM()...), dir, "bundle.pem")
	t.Setenv("SSL_CERT_FILE", filepath.Join(dir, "bundle.pem"))
	if got := readSystemRoots(); len(got) != 2 {
		t.Errorf("%d roots of a file with one damaged entry", len(got))
	}
	t.Setenv("SSL_CERT_FILE", filepath.Join(dir, "missing"))
	t.Setenv("SSL_CERT_DIR", dir)
	if got := readSystemRoots(); len(got) != 2 {
		t.Errorf("%d roots of a folder", len(got))
	}
}

func TestExtraRoots(t *testing.T) {
	self := issue(t, certgen.Template{CommonName: "self"})
	m := load(t, Options{ExtraRoots: [][]byte{self.CertPEM()}, DefaultRoots: BundledRoots()})
	if !m.roots.contains(self.Cert) || m.roots.defaults != bundledRoots {
		t.Error("the extra root is not trusted beside the bundle")
	}
	m = load(t, Options{ExtraRoots: [][]byte{self.CertPEM()}, CA: [][]byte{}})
	if m.roots.contains(self.Cert) {
		t.Error("an extra root is trusted in spite of ca")
	}
}

func TestRootsTogether(t *testing.T) {
	one, two := issue(t, certgen.Template{CommonName: "one", CA: true}), issue(t, certgen.Template{CommonName: "two", CA: true})
	a, err := NewRoots([][]byte{append(one.CertPEM(), two.CertPEM()...), one.CertPEM()})
	if err != nil || len(a.Certificates()) != 2 {
		t.Fatalf("%d roots, %v", len(a.Certificates()), err)
	}
	b, err := NewRoots([][]byte{two.CertPEM(), []byte("no certificate")})
	if err != nil {
		t.Fatal(err)
	}
	if both := a.With(b); len(both.Certificates()) != 2 || both.platform {
		t.Errorf("%d roots together", len(both.Certificates()))
	}
	if all := b.With(SystemRoots()); !all.platform || len(all.Certificates()) < 1 {
		t.Errorf("%d roots with the system's", len(all.Certificates()))
	}
	s := newRootStore(nil, b)
	if !s.contains(two.Cert) || s.contains(one.Cert) {
		t.Error("the store does not hold what it was given")
	}
	if _, err := NewRoots([][]byte{[]byte("-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n")}); err == nil {
		t.Error("damage was passed over")
	}
	if none, err := NewRoots(nil); err != nil || newRootStore(nil, none).contains(one.Cert) {
		t.Errorf("no roots: %v", err)
	}
}

func TestIssuerOfTwoIsTheValidOne(t *testing.T) {
	root := issue(t, certgen.Template{CommonName: "root", CA: true})
	middle := issue(t, certgen.Template{CommonName: "middle", CA: true, Issuer: root})
	leaf := issue(t, certgen.Template{CommonName: "leaf", Issuer: middle})
	old := issue(t, certgen.Template{CommonName: "root", CA: true, Key: root.Key, NotAfter: time.Now().Add(-time.Minute)})
	s := newRootStore(certificatesOf([]*certgen.Pair{old, root}), noDefaultRoots)
	if got := s.findIssuer(middle.Cert); !got.Equal(root.Cert) {
		t.Errorf("issuer valid until %v", got.NotAfter)
	}
	s.now = func() time.Time { return time.Now().AddDate(1, 0, 0) }
	if got := s.findIssuer(middle.Cert); !got.Equal(root.Cert) {
		t.Errorf("of two expired ones the one until %v", got.NotAfter)
	}
	if s.findIssuer(leaf.Cert) != nil {
		t.Error("found an issuer that is not there")
	}
}
