package certgen

import (
	"crypto"
	"crypto/x509"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Options are those of `tlsjs cert`. The zero value makes RSA keys without a
// passphrase for localhost, like the openssl commands of the documents.
type Options struct {
	// Host is the server's name or address; "" is localhost, which the
	// certificate names in any case, with 127.0.0.1 and ::1.
	Host string
	// Passphrase protects the keys and the PFX files; "" leaves the keys in
	// clear text and the PFX files with the empty passphrase.
	Passphrase string
	// Algorithm is RSA unless it says otherwise.
	Algorithm Algorithm
	// Now is the time from which everything is valid; zero is the present.
	Now time.Time
}

// File is one of the files made.
type File struct {
	// Name is the name that the examples read.
	Name string
	Data []byte
	// Private says that the file holds a key and nobody else may read it.
	Private bool
}

// Files are all the files of one call, in the order in which they are listed
// to people.
type Files []File

// How long what Generate makes is valid. Two years and a bit is the most that
// platform verifiers accept of a server.
const (
	caYears  = 10
	leafDays = 825
)

// Generate makes what the documents' examples read:
//
//   - server-key.pem, server-cert.pem, server-csr.pem, and the same of client:
//     the certificates are self-signed, for each peer names the other's own
//     certificate as its `ca`, and OpenSSL trusts a certificate that is named
//     itself only if it is its own issuer;
//   - server.pfx and client.pfx: the same keys with certificates that ca-cert.pem
//     issued, and ca-cert.pem, for those examples name no `ca` at all;
//   - ca-cert.pem. Its key is thrown away.
//
// It fails for an unknown algorithm or a host that is no name.
func Generate(o Options) (Files, error) {
	if o.Algorithm == "" {
		o.Algorithm = RSA
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if o.Host == "" {
		o.Host = "localhost"
	}
	if strings.ContainsAny(o.Host, "\x00 /\t\r\n") {
		return nil, fmt.Errorf("certgen: %q is no host name", o.Host)
	}
	ca, err := Issue(Template{
		CommonName: "tlsjs development CA", CA: true, Algorithm: o.Algorithm,
		NotBefore: o.Now.Add(-time.Hour), NotAfter: o.Now.AddDate(caYears, 0, 0),
	})
	if err != nil {
		return nil, err
	}
	server, err := o.party("server", ca, Template{
		CommonName:  o.Host,
		Names:       serverNames(o.Host),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	})
	if err != nil {
		return nil, err
	}
	client, err := o.party("client", ca, Template{
		CommonName:  "client",
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	})
	if err != nil {
		return nil, err
	}
	return slices.Concat(server, client, Files{{Name: "ca-cert.pem", Data: ca.CertPEM()}}), nil
}

func serverNames(host string) []string {
	names := []string{host}
	for _, name := range []string{"localhost", "127.0.0.1", "::1"} {
		if name != host {
			names = append(names, name)
		}
	}
	return names
}

// party makes the files of a server or a client.
func (o *Options) party(name string, ca *Pair, t Template) (Files, error) {
	var key crypto.Signer
	key, err := NewKey(o.Algorithm)
	if err != nil {
		return nil, err
	}
	t.Key, t.NotBefore, t.NotAfter = key, o.Now.Add(-time.Hour), o.Now.AddDate(0, 0, leafDays)
	own, err := Issue(t)
	if err != nil {
		return nil, err
	}
	t.Issuer = ca
	issued, err := Issue(t)
	if err != nil {
		return nil, err
	}
	keyPEM, err := own.KeyPEM(o.Passphrase)
	if err != nil {
		return nil, err
	}
	csr, err := own.CSR()
	if err != nil {
		return nil, err
	}
	pfx, err := issued.PFX(o.Passphrase, ca)
	if err != nil {
		return nil, err
	}
	return Files{
		{name + "-key.pem", keyPEM, true},
		{name + "-csr.pem", csr, false},
		{name + "-cert.pem", own.CertPEM(), false},
		{name + ".pfx", pfx, true},
	}, nil
}

// Get returns the contents of a file, nil if there is none of that name.
func (f Files) Get(name string) []byte {
	for _, file := range f {
		if file.Name == name {
			return file.Data
		}
	}
	return nil
}

// WriteTo writes all files into a folder, which it makes if need be. Keys and
// PFX files get mode 0600. Unless overwrite is set it writes nothing when one
// of the files is there already; the error then is a [fs.PathError] with
// [fs.ErrExist]. Each file appears complete or not at all.
func (f Files) WriteTo(dir string, overwrite bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, file := range f {
		name := filepath.Join(dir, file.Name)
		if _, err := os.Lstat(name); err == nil && !overwrite {
			return &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
		}
	}
	for _, file := range f {
		if err := file.write(dir); err != nil {
			return err
		}
	}
	return nil
}

// write goes through a temporary file: its mode is 0600 from the first byte on.
func (f *File) write(dir string) error {
	temporary, err := os.CreateTemp(dir, "."+f.Name+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	if _, err = temporary.Write(f.Data); err == nil && !f.Private {
		err = temporary.Chmod(0o644)
	}
	if closeErr := temporary.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(temporary.Name(), filepath.Join(dir, f.Name))
}
