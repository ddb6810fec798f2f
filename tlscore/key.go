package tlscore

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"tlsjs/internal/pemkey"
)

// ErrPassphraseMissing is the cause of an error about a key or PFX that is
// encrypted while no passphrase was given.
var ErrPassphraseMissing = errors.New("it is encrypted and no passphrase was given")

// parseKey reads the first private key of a PEM text: PKCS#1, SEC 1 or PKCS#8,
// each encrypted or not (RFC 1421's DEK-Info, RFC 5208's EncryptedPrivateKeyInfo).
func parseKey(text, passphrase []byte) (crypto.Signer, error) {
	isKey := func(name string) bool {
		return name == "PRIVATE KEY" || strings.HasSuffix(name, " PRIVATE KEY")
	}
	blocks, err := pemBlocks(text, isKey)
	if len(blocks) == 0 {
		// OpenSSL tries every format it knows and then says only this, also
		// for a damaged block.
		if err == nil {
			err = errors.New("key holds no PEM private key")
		}
		return nil, materialError(ReasonKeyUnsupported, err)
	}
	block := blocks[0]
	der, encrypted, err := decryptKeyBlock(block, passphrase)
	if err != nil {
		return nil, err
	}
	key, err := parseKeyDER(block.Type, der)
	if err == nil {
		return key, nil
	}
	if encrypted {
		// A wrong passphrase passes the padding check once in 256 times.
		return nil, materialError(ReasonBadDecrypt, err)
	}
	return nil, materialError(ReasonKeyUnsupported, err)
}

// decryptKeyBlock returns the plain DER of a key.
func decryptKeyBlock(block *pem.Block, passphrase []byte) (der []byte, encrypted bool, err error) {
	if !pemkey.Sealed(block) {
		return block.Bytes, false, nil
	}
	if passphrase == nil {
		return nil, true, materialError(ReasonBadDecrypt, ErrPassphraseMissing)
	}
	der, err = pemkey.Open(block, passphrase)
	switch {
	case errors.Is(err, pemkey.ErrPassword):
		return nil, true, materialError(ReasonBadDecrypt, err)
	case err != nil:
		return nil, true, materialError(ReasonKeyUnsupported, err)
	}
	return der, true, nil
}

func parseKeyDER(name string, der []byte) (crypto.Signer, error) {
	var key any
	var err error
	switch name {
	case "RSA PRIVATE KEY":
		key, err = x509.ParsePKCS1PrivateKey(der)
	case "EC PRIVATE KEY":
		key, err = x509.ParseECPrivateKey(der)
	case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY":
		key, err = x509.ParsePKCS8PrivateKey(der)
	default:
		return nil, fmt.Errorf("keys of type %q are not supported", name)
	}
	if err != nil {
		return nil, err
	}
	return asSigner(key)
}

// asSigner lets through the keys that TLS can sign with.
func asSigner(key any) (crypto.Signer, error) {
	switch key := key.(type) {
	case *rsa.PrivateKey:
		return key, nil
	case *ecdsa.PrivateKey:
		return key, nil
	case ed25519.PrivateKey:
		return key, nil
	}
	return nil, fmt.Errorf("keys of type %T cannot sign", key)
}

// keySlot is the place of a key pair in a context: OpenSSL has one for each
// algorithm. The order is that of [material.certificates].
type keySlot int

const (
	slotECDSA keySlot = iota
	slotEd25519
	slotRSA
	slotNone
	slots = int(slotNone)
)

func slotOf(public any) keySlot {
	switch public.(type) {
	case *ecdsa.PublicKey:
		return slotECDSA
	case ed25519.PublicKey:
		return slotEd25519
	case *rsa.PublicKey:
		return slotRSA
	}
	return slotNone
}

// samePublicKey reports whether a private key belongs to a certificate.
func samePublicKey(key crypto.Signer, c *x509.Certificate) bool {
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	return ok && public.Equal(c.PublicKey)
}

// keySecurityBits is the strength of a public key (NIST SP 800-57 part 1,
// table 2, as OpenSSL rounds it).
func keySecurityBits(public any) int {
	switch key := public.(type) {
	case *rsa.PublicKey:
		return rsaSecurityBits(key.N.BitLen())
	case *ecdsa.PublicKey:
		return key.Curve.Params().BitSize / 2
	case ed25519.PublicKey, *ecdh.PublicKey:
		return 128
	}
	return 0
}

func rsaSecurityBits(size int) int {
	switch {
	case size >= 15360:
		return 256
	case size >= 7680:
		return 192
	case size >= 3072:
		return 128
	case size >= 2048:
		return 112
	case size >= 1024:
		return 80
	}
	return 0
}
