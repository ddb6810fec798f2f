package certgen

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// Template says what a certificate shall be. The zero value is a self-signed
// end-entity certificate with an ECDSA P-256 key, no name and a validity from
// an hour ago for 30 days.
type Template struct {
	// CommonName is the subject. Subject, if not empty, wins over it.
	CommonName string
	Subject    pkix.Name
	// Names are the subject's alternative names: host names and IP addresses.
	Names []string
	// Issuer signs; nil makes the certificate self-signed.
	Issuer *Pair
	// Key is the key; nil makes one of the kind that Algorithm names.
	Key       crypto.Signer
	Algorithm Algorithm
	// CA makes it a CA's, with key usages for certificates and CRLs.
	CA bool
	// ExtKeyUsage is left out when nil.
	ExtKeyUsage []x509.ExtKeyUsage
	// NotBefore and NotAfter default to an hour ago and 30 days from now.
	NotBefore, NotAfter time.Time
	// Modify, if set, has the last word on what crypto/x509 is given: serial
	// number, path length, extensions, signature algorithm …
	Modify func(c *x509.Certificate)
}

// Algorithm names a kind of key.
type Algorithm string

// The kinds of keys. "" is EC for [Issue] and RSA for [Generate].
const (
	EC      Algorithm = "ec"      // ECDSA on P-256
	RSA     Algorithm = "rsa"     // 2048 bits
	Ed25519 Algorithm = "ed25519" // RFC 8410
)

// Pair is a certificate with its key.
type Pair struct {
	Cert *x509.Certificate
	Key  crypto.Signer
}

// NewKey makes a key. It fails for an unknown algorithm.
func NewKey(algorithm Algorithm) (crypto.Signer, error) {
	switch algorithm {
	case EC, "":
		return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case RSA:
		return rsa.GenerateKey(rand.Reader, 2048)
	case Ed25519:
		_, key, err := ed25519.GenerateKey(rand.Reader)
		return key, err
	}
	return nil, fmt.Errorf("certgen: unknown algorithm %q", algorithm)
}

// Issue makes a certificate, and a key if the template has none.
func Issue(t Template) (*Pair, error) {
	key := t.Key
	if key == nil {
		var err error
		if key, err = NewKey(t.Algorithm); err != nil {
			return nil, err
		}
	}
	c, err := t.certificate(key.Public())
	if err != nil {
		return nil, err
	}
	parent, signer := c, key
	if t.Issuer != nil {
		parent, signer = t.Issuer.Cert, t.Issuer.Key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), signer)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	return &Pair{Cert: made, Key: key}, nil
}

func (t *Template) certificate(public crypto.PublicKey) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	c := &x509.Certificate{
		SerialNumber: serial.Add(serial, big.NewInt(1)),
		Subject:      t.Subject,
		NotBefore:    t.NotBefore,
		NotAfter:     t.NotAfter,
		ExtKeyUsage:  t.ExtKeyUsage,

		BasicConstraintsValid: true,
		IsCA:                  t.CA,
	}
	if len(c.Subject.ToRDNSequence()) == 0 && t.CommonName != "" {
		c.Subject = pkix.Name{CommonName: t.CommonName}
	}
	if c.NotBefore.IsZero() {
		c.NotBefore = time.Now().Add(-time.Hour)
	}
	if c.NotAfter.IsZero() {
		c.NotAfter = time.Now().AddDate(0, 0, 30)
	}
	if t.CA {
		c.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	}
	for _, name := range t.Names {
		if ip := net.ParseIP(name); ip != nil {
			c.IPAddresses = append(c.IPAddresses, ip)
		} else {
			c.DNSNames = append(c.DNSNames, name)
		}
	}
	if c.SubjectKeyId, err = keyID(public); err != nil {
		return nil, err
	}
	if t.Modify != nil {
		t.Modify(c)
	}
	return c, nil
}

// keyID is RFC 5280 section 4.2.1.2, method 1. It lets a verifier tell issuers
// of one name apart, which leaves made by crypto/x509 alone would not.
func keyID(public crypto.PublicKey) ([]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	var info struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	if _, err := asn1.Unmarshal(der, &info); err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	sum := sha1.Sum(info.Key.Bytes)
	return sum[:], nil
}

// CertPEM returns the certificate in PEM, with chain behind it.
func (p *Pair) CertPEM(chain ...*Pair) []byte {
	out := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Cert.Raw})
	for _, c := range chain {
		out = append(out, c.CertPEM()...)
	}
	return out
}

// KeyPEM returns the key as PKCS#8 in PEM, encrypted unless passphrase is "".
func (p *Pair) KeyPEM(passphrase string) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(p.Key)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	if passphrase == "" {
		return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil
	}
	if der, err = encryptPKCS8(der, passphrase); err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: der}), nil
}

// PFX returns key, certificate and further certificates as PKCS#12, in the
// modern encryption (PBES2 with AES-256, MAC with SHA-256).
func (p *Pair) PFX(passphrase string, others ...*Pair) ([]byte, error) {
	var list []*x509.Certificate
	for _, c := range others {
		list = append(list, c.Cert)
	}
	data, err := pkcs12.Modern2023.Encode(p.Key, p.Cert, list, passphrase)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	return data, nil
}

// CSR returns a certificate signing request for the pair's key, subject and
// names in PEM.
func (p *Pair) CSR() ([]byte, error) {
	der, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{
		Subject: p.Cert.Subject, DNSNames: p.Cert.DNSNames, IPAddresses: p.Cert.IPAddresses,
	}, p.Key)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: der}), nil
}

// CRL returns the pair's revocation list in PEM, valid from an hour ago for
// 30 days. modify, if not nil, has the last word.
func (p *Pair) CRL(modify func(*x509.RevocationList), revoked ...*Pair) ([]byte, error) {
	list := &x509.RevocationList{
		Number:     big.NewInt(1),
		ThisUpdate: time.Now().Add(-time.Hour),
		NextUpdate: time.Now().AddDate(0, 0, 30),
	}
	for _, c := range revoked {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{
			SerialNumber: c.Cert.SerialNumber, RevocationTime: list.ThisUpdate,
		})
	}
	if modify != nil {
		modify(list)
	}
	der, err := x509.CreateRevocationList(rand.Reader, list, p.Cert, p.Key)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: der}), nil
}
