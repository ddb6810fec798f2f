package tlscore

import (
	"bytes"
	"crypto/x509"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// rootStore is what a context trusts. It is read-only once built.
type rootStore struct {
	// own are the certificates that the caller gave (ca, those of a PFX).
	own []*x509.Certificate
	// defaults adds the default roots to own.
	defaults *Roots
	// bySubject indexes own by RawSubject.
	bySubject map[string][]*x509.Certificate
	// partialChain trusts every certificate of the store as the end of a chain.
	partialChain bool
	// level is OpenSSL's security level.
	level int
	// now tells the time when an issuer is looked for; nil is time.Now.
	now func() time.Time
}

func newRootStore(own []*x509.Certificate, defaults *Roots) *rootStore {
	s := &rootStore{defaults: defaults, level: defaultSecurityLevel}
	for _, c := range own {
		if !s.contains(c) {
			s.own = append(s.own, c)
		}
	}
	s.bySubject = indexBySubject(s.own)
	return s
}

func indexBySubject(list []*x509.Certificate) map[string][]*x509.Certificate {
	index := make(map[string][]*x509.Certificate, len(list))
	for _, c := range list {
		index[string(c.RawSubject)] = append(index[string(c.RawSubject)], c)
	}
	return index
}

// named returns the trusted certificates with a subject.
func (s *rootStore) named(subject []byte) []*x509.Certificate {
	found := s.bySubject[string(subject)]
	if s.defaults == noDefaultRoots {
		return found
	}
	return append(slices.Clip(found), s.defaults.load().bySubject[string(subject)]...)
}

func (s *rootStore) contains(c *x509.Certificate) bool {
	same := func(other *x509.Certificate) bool { return other.Equal(c) }
	return slices.ContainsFunc(s.own, same) ||
		s.defaults != noDefaultRoots && slices.ContainsFunc(s.named(c.RawSubject), same)
}

// findIssuer returns the trusted certificate that can have issued c, nil if
// there is none. Of several it takes one that is valid at the time, as OpenSSL
// does, else the one that expired last.
func (s *rootStore) findIssuer(c *x509.Certificate) *x509.Certificate {
	now := time.Now
	if s.now != nil {
		now = s.now
	}
	return bestIssuer(s.named(c.RawIssuer), c, now())
}

// clientCAs are the names that a server sends when it asks for a certificate:
// those of the caller's own CAs, none (nil) of the default roots, as in Node.
func (s *rootStore) clientCAs() *x509.CertPool {
	if len(s.own) == 0 {
		return nil
	}
	pool := x509.NewCertPool()
	for _, c := range s.own {
		pool.AddCert(c)
	}
	return pool
}

func bestIssuer(candidates []*x509.Certificate, c *x509.Certificate, now time.Time) *x509.Certificate {
	var best *x509.Certificate
	for _, issuer := range candidates {
		if !likelyIssued(issuer, c) {
			continue
		}
		if !now.Before(issuer.NotBefore) && !now.After(issuer.NotAfter) {
			return issuer
		}
		if best == nil || issuer.NotAfter.After(best.NotAfter) {
			best = issuer
		}
	}
	return best
}

// platformVerifies is true where the roots cannot be listed and the system
// must be asked about a chain.
func platformVerifies() bool {
	return runtime.GOOS == "windows" || runtime.GOOS == "darwin" || runtime.GOOS == "ios"
}

// rootFiles and rootDirs are where the systems keep their bundles; the first
// file that is there is the system's.
var (
	rootFiles = []string{
		"/etc/ssl/certs/ca-certificates.crt",
		"/etc/pki/tls/certs/ca-bundle.crt",
		"/etc/ssl/ca-bundle.pem",
		"/etc/pki/tls/cacert.pem",
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
		"/etc/ssl/cert.pem",
		"/usr/local/etc/ssl/cert.pem",
		"/usr/local/share/certs/ca-root-nss.crt",
		"/etc/openssl/certs/ca-certificates.crt",
	}
	rootDirs = []string{"/etc/ssl/certs", "/etc/pki/tls/certs", "/etc/openssl/certs", "/var/ssl/certs"}
)

// readSystemRoots reads the system's roots, or those that SSL_CERT_FILE and
// SSL_CERT_DIR name in its place.
func readSystemRoots() []*x509.Certificate {
	file, dirs := os.Getenv("SSL_CERT_FILE"), filepath.SplitList(os.Getenv("SSL_CERT_DIR"))
	if platformVerifies() {
		return nil
	}
	files := rootFiles
	if file != "" {
		files = []string{file}
	}
	if len(dirs) == 0 {
		dirs = rootDirs
	}
	for _, name := range files {
		list := readRootFile(name)
		if len(list) != 0 {
			return list
		}
	}
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var list []*x509.Certificate
		for _, entry := range entries {
			list = append(list, readRootFile(filepath.Join(dir, entry.Name()))...)
		}
		if len(list) != 0 {
			return list
		}
	}
	return nil
}

// readRootFile reads what it can: one bad entry must not cost all the others.
func readRootFile(name string) []*x509.Certificate {
	text, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(text, []byte(beginMark)) {
		return nil
	}
	var list []*x509.Certificate
	for _, part := range strings.SplitAfter(string(text), "-----END CERTIFICATE-----") {
		if certificates, err := parseCAs([][]byte{[]byte(part)}); err == nil {
			list = append(list, certificates...)
		}
	}
	return list
}
