package tlscore

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"time"
)

// material is what a context is made of, parsed out of [Options] once. It is
// read-only after loadMaterial and may be shared between goroutines.
type material struct {
	// certificates have Leaf set and their chain completed, in the order in
	// which OpenSSL would consider them.
	certificates []tls.Certificate
	roots        *rootStore
	crls         []*x509.RevocationList
	// suites are those of TLS 1.2 and below, suites13 those of TLS 1.3, in the
	// caller's order of preference.
	suites, suites13 []Cipher
	// securityLevel is OpenSSL's (@SECLEVEL), 1 by default.
	securityLevel int
	// minVersion and maxVersion are Options' after a cipher list without
	// suites on one side of TLS 1.3 has narrowed them.
	minVersion, maxVersion uint16
	// curves is nil for the default.
	curves []tls.CurveID
	// signatureAlgorithms is nil for the default.
	signatureAlgorithms []tls.SignatureScheme
}

func loadMaterial(o *Options) (*material, error) { return nil, errors.New("not yet") }

type rootStore struct{}

func (s *rootStore) verify(chain []*x509.Certificate, purpose Purpose, crls []*x509.RevocationList, now time.Time) ([]*x509.Certificate, *VerifyError) {
	return nil, nil
}

func (s *rootStore) findIssuer(c *x509.Certificate) *x509.Certificate { return nil }

type Purpose int

const (
	PurposeServer Purpose = iota // the chain of a server, checked by a client
	PurposeClient
	PurposeAny
)

type VerifyCode int

func (c VerifyCode) Name() string { return "" }
func (c VerifyCode) Text() string { return "" }

type VerifyError struct {
	Code  VerifyCode
	Depth int
	Cert  *x509.Certificate
}

func (e *VerifyError) Error() string { return e.Code.Text() }

type CertificateInfo struct{}

func DescribeCertificate(c *x509.Certificate) *CertificateInfo { return nil }
