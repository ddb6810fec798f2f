package tlscore

import (
	"crypto/x509"
	"slices"
	"sync"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// Roots are root certificates that any number of contexts trust by default,
// parsed once. They do not change; any goroutine may use them.
type Roots struct {
	load func() *rootList // parses at the first call, and is called by any goroutine
	// platform asks the system's verifier besides, where it has one.
	platform bool
}

// rootList is what a set of roots holds.
type rootList struct {
	certificates []*x509.Certificate
	bySubject    map[string][]*x509.Certificate
}

func newRootList(certificates []*x509.Certificate) *rootList {
	var list []*x509.Certificate
	seen := map[string]bool{}
	for _, c := range certificates {
		if !seen[string(c.Raw)] {
			seen[string(c.Raw)] = true
			list = append(list, c)
		}
	}
	return &rootList{list, indexBySubject(list)}
}

// The roots of this process. noDefaultRoots stands for none.
var (
	noDefaultRoots *Roots
	systemRoots    = &Roots{platform: true, load: sync.OnceValue(func() *rootList {
		list := readSystemRoots()
		if len(list) == 0 && !platformVerifies() {
			return bundledRoots.load()
		}
		return newRootList(list)
	})}
	bundledRoots = &Roots{load: sync.OnceValue(func() *rootList {
		var list []*x509.Certificate
		for root := range bundle.Roots() {
			// A root with a constraint is one that Mozilla no longer trusts
			// for everything; a list of plain certificates cannot say so.
			if c, err := x509.ParseCertificate(root.Certificate); err == nil && root.Constraint == nil {
				list = append(list, c)
			}
		}
		return newRootList(list)
	})}
)

// SystemRoots returns what the system trusts: the files that SSL_CERT_FILE and
// SSL_CERT_DIR name in the process's environment, else the system's own; Mozilla's
// list where there are none. They are read when they first matter, and only
// once. On Windows and macOS the system itself is asked about each chain.
func SystemRoots() *Roots { return systemRoots }

// BundledRoots returns Mozilla's list as it was compiled in.
func BundledRoots() *Roots { return bundledRoots }

// NewRoots parses PEM texts of any number of certificates each; one that is
// there twice counts once. Errors are *[Error] with KindCaller.
func NewRoots(pem [][]byte) (*Roots, error) {
	certificates, err := parseCAs(pem)
	if err != nil {
		return nil, err
	}
	list := newRootList(certificates)
	return &Roots{load: func() *rootList { return list }}, nil
}

// With returns the roots of both.
func (r *Roots) With(other *Roots) *Roots {
	return &Roots{
		platform: r.platform || other.platform,
		load: sync.OnceValue(func() *rootList {
			return newRootList(append(r.Certificates(), other.Certificates()...))
		}),
	}
}

// Certificates lists the roots. It is empty where the system's verifier does not
// tell what it trusts (Windows, macOS). The slice is the caller's, the
// certificates are shared.
func (r *Roots) Certificates() []*x509.Certificate { return slices.Clone(r.load().certificates) }
