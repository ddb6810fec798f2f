package certgen

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
)

// pbkdf2Iterations is what OWASP's password storage cheat sheet asks of
// PBKDF2 with SHA-256.
const pbkdf2Iterations = 600_000

var (
	oidPBES2      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidHMACSHA256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}
	oidAES256CBC  = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}
)

// encryptPKCS8 makes an EncryptedPrivateKeyInfo: PBES2 with PBKDF2, HMAC with
// SHA-256, AES-256-CBC (RFC 8018 section 6.2), which is OpenSSL's choice too.
func encryptPKCS8(plain []byte, passphrase string) ([]byte, error) {
	random := make([]byte, 16+aes.BlockSize)
	if _, err := rand.Read(random); err != nil {
		return nil, err
	}
	salt, iv := random[:16], random[16:]
	key, err := pbkdf2.Key(sha256.New, passphrase, salt, pbkdf2Iterations, 32)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("certgen: %w", err)
	}
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	data := append(bytes.Clone(plain), bytes.Repeat([]byte{byte(pad)}, pad)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
	return marshalPBES2(salt, iv, data)
}

func marshalPBES2(salt, iv, data []byte) ([]byte, error) {
	kdf, err := algorithm(oidPBKDF2, struct {
		Salt       []byte
		Iterations int
		PRF        pkix.AlgorithmIdentifier
	}{salt, pbkdf2Iterations, pkix.AlgorithmIdentifier{Algorithm: oidHMACSHA256, Parameters: asn1.NullRawValue}})
	if err != nil {
		return nil, err
	}
	encryption, err := algorithm(oidAES256CBC, iv)
	if err != nil {
		return nil, err
	}
	scheme, err := algorithm(oidPBES2, struct{ KDF, Encryption pkix.AlgorithmIdentifier }{kdf, encryption})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(struct {
		Scheme pkix.AlgorithmIdentifier
		Data   []byte
	}{scheme, data})
}

func algorithm(oid asn1.ObjectIdentifier, parameters any) (pkix.AlgorithmIdentifier, error) {
	der, err := asn1.Marshal(parameters)
	if err != nil {
		return pkix.AlgorithmIdentifier{}, fmt.Errorf("certgen: %w", err)
	}
	return pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1.RawValue{FullBytes: der}}, nil
}
