package crypto

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"strings"

	"tlsjs/internal/pemkey"
)

var (
	errInterrupted = &nodeError{
		class: "Error", code: "ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED",
		message: "error:07880109:common libcrypto routines::interrupted or cancelled",
		library: "common libcrypto routines", reason: "interrupted or cancelled",
	}
	// errMissingPassphrase is what Node says of DER; of PEM OpenSSL speaks first.
	errMissingPassphrase = codeError("TypeError", "ERR_MISSING_PASSPHRASE", "Passphrase required for encrypted key")
	errNotEnoughData     = opensslError(0x0680008E, "asn1", "not enough data")
	errTooLong           = opensslError(0x0680009B, "asn1", "too long")
)

// parsePrivate reads a private key. Format is pem or der, and for der the type
// is pkcs1, pkcs8 or sec1. A nil passphrase means none was given.
func parsePrivate(data []byte, format, kind string, passphrase []byte) (*key, error) {
	if format == "pem" {
		block := findPEM(data, func(t string) bool { return strings.HasSuffix(t, "PRIVATE KEY") })
		if block == nil {
			return nil, errUnsupported
		}
		return parsePrivatePEM(block, passphrase)
	}
	switch kind {
	case "pkcs1":
		return parsePKCS1(data)
	case "sec1":
		return parseSEC1(data)
	}
	if passphrase != nil {
		if inner, err := pemkey.OpenPKCS8(data, passphrase); err == nil {
			data = inner
		} else if errors.Is(err, pemkey.ErrPassword) {
			return nil, errBadDecrypt
		}
	} else if isSealed(data) {
		return nil, errMissingPassphrase
	}
	return parsePKCS8(data)
}

// isSealed tells an EncryptedPrivateKeyInfo: it is none to who has any
// passphrase only when its algorithm is unknown or it is malformed.
func isSealed(der []byte) bool {
	_, err := pemkey.OpenPKCS8(der, nil)
	return errors.Is(err, pemkey.ErrPassword)
}

// findPEM returns the first block of a wanted type.
func findPEM(data []byte, wanted func(string) bool) *pem.Block {
	for {
		block, rest := pem.Decode(data)
		if block == nil || wanted(block.Type) {
			return block
		}
		data = rest
	}
}

func parsePrivatePEM(block *pem.Block, passphrase []byte) (*key, error) {
	der := block.Bytes
	if pemkey.Sealed(block) {
		if passphrase == nil {
			return nil, errInterrupted
		}
		var err error
		if der, err = pemkey.Open(block, passphrase); err != nil {
			return nil, openError(err)
		}
	}
	var k *key
	err := error(errUnsupported)
	switch block.Type {
	case "RSA PRIVATE KEY":
		k, err = parsePKCS1(der)
	case "EC PRIVATE KEY":
		k, err = parseSEC1(der)
	case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY":
		k, err = parsePKCS8(der)
	}
	if err != nil {
		return nil, wrapped(errUnsupported, err)
	}
	return k, nil
}

func openError(err error) error {
	if errors.Is(err, pemkey.ErrPassword) {
		return errBadDecrypt
	}
	return wrapped(errUnsupported, err)
}

// wrapped is e with the error of Go's that led to it.
func wrapped(e *nodeError, cause error) error {
	c := *e
	c.cause = cause
	return &c
}

func parsePKCS1(der []byte) (*key, error) {
	priv, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		return nil, wrapped(errUnsupported, err)
	}
	return newPrivate(priv)
}

func parseSEC1(der []byte) (*key, error) {
	priv, err := x509.ParseECPrivateKey(der)
	if err != nil {
		return nil, wrapped(errUnsupported, err)
	}
	return newPrivate(priv)
}

func parsePKCS8(der []byte) (*key, error) {
	if k, err := parsePSSPrivate(der); k != nil || err != nil {
		return k, err
	}
	priv, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, wrapped(derError(der, errNotEnoughData), err)
	}
	return newPrivate(priv)
}

// derError tells bytes that are no DER from DER that holds no key.
func derError(der []byte, otherwise *nodeError) *nodeError {
	if len(der) > 0 && der[0] == 0x30 {
		return errUnsupported
	}
	return otherwise
}

// parsePublic reads a public key: SubjectPublicKeyInfo or PKCS #1, a
// certificate's, or that of a private key.
func parsePublic(data []byte, format, kind string, passphrase []byte) (*key, error) {
	if format != "pem" {
		return parsePublicDER(data, kind, passphrase)
	}
	block := findPEM(data, func(t string) bool { return t != "X509 CRL" && t != "CERTIFICATE REQUEST" })
	if block == nil {
		return nil, errUnsupported
	}
	switch {
	case block.Type == "PUBLIC KEY":
		return parseSPKI(block.Bytes)
	case block.Type == "RSA PUBLIC KEY":
		return parsePKCS1Public(block.Bytes)
	case block.Type == "CERTIFICATE", block.Type == "X509 CERTIFICATE", block.Type == "TRUSTED CERTIFICATE":
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, wrapped(errUnsupported, err)
		}
		return parseSPKI(cert.RawSubjectPublicKeyInfo)
	case strings.HasSuffix(block.Type, "PRIVATE KEY"):
		return publicOf(parsePrivatePEM(block, passphrase))
	}
	return nil, errUnsupported
}

func publicOf(k *key, err error) (*key, error) {
	if err != nil {
		return nil, err
	}
	return k.public(), nil
}

func parsePublicDER(data []byte, kind string, passphrase []byte) (*key, error) {
	switch kind {
	case "spki":
		return parseSPKI(data)
	case "pkcs1":
		if k, err := parsePKCS1Public(data); err == nil {
			return k, nil
		} else if !bytes.HasPrefix(data, []byte{0x30}) {
			return nil, err
		}
	}
	return publicOf(parsePrivate(data, "der", kind, passphrase))
}

func parsePKCS1Public(der []byte) (*key, error) {
	pub, err := x509.ParsePKCS1PublicKey(der)
	if err != nil {
		return nil, wrapped(derError(der, errTooLong), err)
	}
	return newPublic(pub)
}

func parseSPKI(der []byte) (*key, error) {
	if k, err := parsePSSPublic(der); k != nil || err != nil {
		return k, err
	}
	pub, err := x509.ParsePKIXPublicKey(der)
	if err == nil {
		return newPublic(pub)
	}
	if point := parsePointSPKI(der); point != nil {
		return newPublic(point)
	}
	return nil, wrapped(derError(der, errTooLong), err)
}

var oidECPublicKey = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}

// parsePointSPKI reads a key whose point is compressed, which crypto/x509 does
// not. It returns nil for every other key.
func parsePointSPKI(der []byte) *ecdsa.PublicKey {
	var info publicKeyInfo
	var oid asn1.ObjectIdentifier
	if rest, err := asn1.Unmarshal(der, &info); err != nil || len(rest) != 0 || !info.Algorithm.Algorithm.Equal(oidECPublicKey) {
		return nil
	}
	if _, err := asn1.Unmarshal(info.Algorithm.Parameters.FullBytes, &oid); err != nil {
		return nil
	}
	for _, c := range curves {
		if c.oid.Equal(oid) {
			if pub, err := parsePoint(c.curve, info.Key.RightAlign()); err == nil {
				return pub
			}
		}
	}
	return nil
}

// rsaPrivate and rsaPublic are a pair's halves when they are RSA's, else nil.
func (k *key) rsaPrivate() *rsa.PrivateKey { p, _ := k.priv.(*rsa.PrivateKey); return p }
func (k *key) rsaPublic() *rsa.PublicKey   { p, _ := k.pub.(*rsa.PublicKey); return p }
