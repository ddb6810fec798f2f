package pemkey

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"hash"

	"golang.org/x/crypto/scrypt"
)

// The limits on what a key file may ask of us: a stranger's key must not cost
// minutes or gigabytes.
const (
	maxIterations   = 10_000_000
	maxScryptMemory = 256 << 20
)

var (
	oidPBES2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidScrypt = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11591, 4, 11}

	oidHMACSHA1   = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 7}
	oidHMACSHA224 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 8}
	oidHMACSHA256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}
	oidHMACSHA384 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 10}
	oidHMACSHA512 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 11}

	oidHMACSHA512224 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 12}
	oidHMACSHA512256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 13}
)

// sealedKey is EncryptedPrivateKeyInfo, RFC 5958 section 3.
type sealedKey struct {
	Algorithm pkix.AlgorithmIdentifier
	Data      []byte
}

// pbes2 is PBES2-params, RFC 8018 appendix A.4.
type pbes2 struct {
	KDF    pkix.AlgorithmIdentifier
	Cipher pkix.AlgorithmIdentifier
}

// pbkdf2Params is PBKDF2-params, RFC 8018 appendix A.2.
type pbkdf2Params struct {
	Salt       []byte
	Iterations int
	KeyLength  int                      `asn1:"optional"`
	PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
}

// scryptParams is scrypt-params, RFC 7914 section 7.
type scryptParams struct {
	Salt      []byte
	N, R, P   int
	KeyLength int `asn1:"optional"`
}

// blockCipher is one encryption scheme of RFC 8018 appendix B.2.
type blockCipher struct {
	name    string
	oid     asn1.ObjectIdentifier
	keySize int
	make    func(key []byte) (cipher.Block, error)
}

func blockCiphers() []blockCipher {
	return []blockCipher{
		{"aes-128-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 2}, 16, aes.NewCipher},
		{"aes-192-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 22}, 24, aes.NewCipher},
		{"aes-256-cbc", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}, 32, aes.NewCipher},
		{"des-ede3-cbc", asn1.ObjectIdentifier{1, 2, 840, 113549, 3, 7}, 24, des.NewTripleDESCipher},
		{"des-cbc", asn1.ObjectIdentifier{1, 3, 14, 3, 2, 7}, 8, des.NewCipher},
	}
}

// opener decrypts the data of a sealed key and takes the padding off.
type opener func(data []byte) ([]byte, error)

// OpenPKCS8 decrypts an EncryptedPrivateKeyInfo and returns the PrivateKeyInfo
// inside. A wrong passphrase is [ErrPassword].
func OpenPKCS8(der, passphrase []byte) ([]byte, error) {
	var sealed sealedKey
	if rest, err := asn1.Unmarshal(der, &sealed); err != nil || len(rest) != 0 {
		return nil, ErrMalformed
	}
	open, err := openerFor(sealed.Algorithm, passphrase)
	if err != nil {
		return nil, err
	}
	plain, err := open(sealed.Data)
	if err != nil {
		return nil, err
	}
	var info asn1.RawValue
	if _, err := asn1.Unmarshal(plain, &info); err != nil || info.Tag != asn1.TagSequence {
		return nil, ErrPassword
	}
	return plain, nil
}

// openerFor derives key and vector for an encryption algorithm.
func openerFor(alg pkix.AlgorithmIdentifier, passphrase []byte) (opener, error) {
	if !alg.Algorithm.Equal(oidPBES2) {
		return openerPBES1(alg, passphrase)
	}
	var p pbes2
	if err := unmarshal(alg.Parameters, &p); err != nil {
		return nil, err
	}
	for _, c := range blockCiphers() {
		if !c.oid.Equal(p.Cipher.Algorithm) {
			continue
		}
		var iv []byte
		if err := unmarshal(p.Cipher.Parameters, &iv); err != nil {
			return nil, err
		}
		key, err := deriveKey(p.KDF, passphrase, c.keySize)
		if err != nil {
			return nil, err
		}
		block, err := c.make(key)
		if err != nil {
			return nil, ErrMalformed
		}
		return openCBC(block, iv)
	}
	return nil, fmt.Errorf("%w: encryption scheme %v", ErrUnsupported, p.Cipher.Algorithm)
}

// openCBC removes CBC and the padding of RFC 8018 section 6.1.1.
func openCBC(block cipher.Block, iv []byte) (opener, error) {
	size := block.BlockSize()
	if len(iv) != size {
		return nil, ErrMalformed
	}
	return func(data []byte) ([]byte, error) {
		if len(data) == 0 || len(data)%size != 0 {
			return nil, ErrMalformed
		}
		plain := make([]byte, len(data))
		cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
		plain, ok := unpad(plain, size)
		if !ok {
			return nil, ErrPassword
		}
		return plain, nil
	}, nil
}

func deriveKey(alg pkix.AlgorithmIdentifier, passphrase []byte, size int) ([]byte, error) {
	switch {
	case alg.Algorithm.Equal(oidPBKDF2):
		var p pbkdf2Params
		if err := unmarshal(alg.Parameters, &p); err != nil {
			return nil, err
		}
		newHash := prf(p.PRF.Algorithm)
		if newHash == nil {
			return nil, fmt.Errorf("%w: PRF %v", ErrUnsupported, p.PRF.Algorithm)
		}
		if p.Iterations < 1 || p.Iterations > maxIterations || p.KeyLength != 0 && p.KeyLength != size {
			return nil, ErrMalformed
		}
		return pbkdf2.Key(newHash, string(passphrase), p.Salt, p.Iterations, size)
	case alg.Algorithm.Equal(oidScrypt):
		var p scryptParams
		if err := unmarshal(alg.Parameters, &p); err != nil {
			return nil, err
		}
		if !p.affordable() {
			return nil, ErrMalformed
		}
		return scrypt.Key(passphrase, p.Salt, p.N, p.R, p.P, size)
	}
	return nil, fmt.Errorf("%w: key derivation %v", ErrUnsupported, alg.Algorithm)
}

// affordable bounds time and memory, which grow with N·r·p.
func (p *scryptParams) affordable() bool {
	const most = maxScryptMemory / 128
	return p.N > 1 && p.R > 0 && p.P > 0 && p.N <= most && p.R <= most/p.N && p.P <= most/p.N/p.R
}

// prf is the hash below a PBKDF2; HMAC-SHA-1 is the default of RFC 8018.
func prf(oid asn1.ObjectIdentifier) func() hash.Hash {
	switch {
	case len(oid) == 0, oid.Equal(oidHMACSHA1):
		return sha1.New
	case oid.Equal(oidHMACSHA224):
		return sha256.New224
	case oid.Equal(oidHMACSHA256):
		return sha256.New
	case oid.Equal(oidHMACSHA384):
		return sha512.New384
	case oid.Equal(oidHMACSHA512):
		return sha512.New
	case oid.Equal(oidHMACSHA512224):
		return sha512.New512_224
	case oid.Equal(oidHMACSHA512256):
		return sha512.New512_256
	}
	return nil
}

// SealPKCS8 encrypts a PrivateKeyInfo as OpenSSL 3.0 does: PBES2 with PBKDF2,
// HMAC-SHA-256, 2048 iterations and a salt of 16 bytes. The name of the cipher
// is OpenSSL's, in lower case.
func SealPKCS8(der, passphrase []byte, name string) ([]byte, error) {
	for _, c := range blockCiphers() {
		if c.name == name {
			return seal(der, passphrase, c)
		}
	}
	return nil, fmt.Errorf("%w: %s", ErrUnsupported, name)
}

func seal(der, passphrase []byte, c blockCipher) ([]byte, error) {
	const iterations, saltSize = 2048, 16
	salt := make([]byte, saltSize)
	rand.Read(salt)
	key, err := pbkdf2.Key(sha256.New, string(passphrase), salt, iterations, c.keySize)
	if err != nil {
		return nil, err
	}
	block, err := c.make(key)
	if err != nil {
		return nil, err
	}
	iv := make([]byte, block.BlockSize())
	rand.Read(iv)
	kdf, err := algorithm(oidPBKDF2, pbkdf2Params{Salt: salt, Iterations: iterations,
		PRF: pkix.AlgorithmIdentifier{Algorithm: oidHMACSHA256, Parameters: asn1.NullRawValue}})
	if err != nil {
		return nil, err
	}
	scheme, err := algorithm(c.oid, iv)
	if err != nil {
		return nil, err
	}
	whole, err := algorithm(oidPBES2, pbes2{kdf, scheme})
	if err != nil {
		return nil, err
	}
	data := pad(der, len(iv))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
	return asn1.Marshal(sealedKey{whole, data})
}

func algorithm(oid asn1.ObjectIdentifier, params any) (pkix.AlgorithmIdentifier, error) {
	der, err := asn1.Marshal(params)
	return pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1.RawValue{FullBytes: der}}, err
}

func unmarshal(raw asn1.RawValue, into any) error {
	if rest, err := asn1.Unmarshal(raw.FullBytes, into); err != nil || len(rest) != 0 {
		return ErrMalformed
	}
	return nil
}

// pad returns a copy with the padding of PKCS #7.
func pad(b []byte, block int) []byte {
	n := block - len(b)%block
	out := make([]byte, len(b)+n)
	copy(out, b)
	for i := len(b); i < len(out); i++ {
		out[i] = byte(n)
	}
	return out
}

func unpad(b []byte, block int) ([]byte, bool) {
	n := int(b[len(b)-1])
	if n == 0 || n > block {
		return nil, false
	}
	good := 1
	for _, c := range b[len(b)-n:] {
		good &= subtle.ConstantTimeByteEq(c, byte(n))
	}
	return b[:len(b)-n], good == 1
}
