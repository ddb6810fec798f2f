// Package pemkey opens and seals the two encrypted forms of private keys:
// PKCS #8's EncryptedPrivateKeyInfo (RFC 5958, RFC 8018) and the older PEM
// headers Proc-Type and DEK-Info (RFC 1421).
//
// It works on DER and knows no key types. All of it is pure: any goroutine may
// call anything.
package pemkey

import (
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
)

var (
	// ErrPassword says that a passphrase is wrong, as far as padding can tell.
	ErrPassword = errors.New("wrong passphrase")
	// ErrUnsupported says that an algorithm is not known here.
	ErrUnsupported = errors.New("unsupported algorithm")
	// ErrMalformed says that the bytes are not what they claim to be.
	ErrMalformed = errors.New("malformed encrypted key")
)

// Sealed reports whether a PEM block is encrypted, in either form.
func Sealed(block *pem.Block) bool {
	return block.Type == "ENCRYPTED PRIVATE KEY" || strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED")
}

// Open decrypts a PEM block in either form and returns the DER inside: that of
// the block's type, or a PrivateKeyInfo for "ENCRYPTED PRIVATE KEY".
func Open(block *pem.Block, passphrase []byte) ([]byte, error) {
	if block.Type == "ENCRYPTED PRIVATE KEY" {
		return OpenPKCS8(block.Bytes, passphrase)
	}
	//lint:ignore SA1019 keys of this form exist, and the standard library reads them
	der, err := x509.DecryptPEMBlock(block, passphrase)
	switch {
	case errors.Is(err, x509.IncorrectPasswordError):
		return nil, ErrPassword
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return der, nil
}

// SealPEM encrypts der under the older PEM headers. The name of the cipher is
// OpenSSL's, in lower case: des-cbc, des-ede3-cbc, aes-128-cbc, aes-192-cbc,
// aes-256-cbc.
func SealPEM(kind string, der, passphrase []byte, cipher string) (*pem.Block, error) {
	alg, ok := map[string]x509.PEMCipher{
		"des-cbc": x509.PEMCipherDES, "des-ede3-cbc": x509.PEMCipher3DES,
		"aes-128-cbc": x509.PEMCipherAES128, "aes-192-cbc": x509.PEMCipherAES192, "aes-256-cbc": x509.PEMCipherAES256,
	}[cipher]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrUnsupported, cipher)
	}
	//lint:ignore SA1019 Node writes this form when a script asks for pkcs1 or sec1 with a cipher
	return x509.EncryptPEMBlock(rand.Reader, kind, der, passphrase, alg)
}
