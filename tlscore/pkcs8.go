package tlscore

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"hash"
	"unicode/utf16"

	"golang.org/x/crypto/scrypt"
)

// Bounds on what a file may make us compute. OpenSSL writes 2048 iterations
// and, with scrypt, 16 MiB; both leave ample room.
const (
	maxIterations   = 10_000_000
	maxScryptMemory = 256 << 20
)

// errUnknownScheme is the cause of an error about an encryption that is not
// read here.
var errUnknownScheme = errors.New("unknown encryption")

// decryptPKCS8 opens an EncryptedPrivateKeyInfo (RFC 5958 section 3): PBES2 and
// PBES1 of RFC 8018, and the SHA-1 schemes of RFC 7292 appendix C.
func decryptPKCS8(der, passphrase []byte) ([]byte, error) {
	var info struct {
		Algorithm pkix.AlgorithmIdentifier
		Data      []byte
	}
	if rest, err := asn1.Unmarshal(der, &info); err != nil || len(rest) != 0 {
		return nil, materialError(ReasonKeyUnsupported, errors.New("malformed encrypted private key"))
	}
	plain, err := decryptPBE(info.Algorithm, info.Data, passphrase)
	if errors.Is(err, errUnknownScheme) {
		return nil, materialError(ReasonKeyUnsupported, err)
	}
	if err != nil {
		return nil, materialError(ReasonBadDecrypt, err)
	}
	return plain, nil
}

func decryptPBE(algorithm pkix.AlgorithmIdentifier, data, passphrase []byte) ([]byte, error) {
	oid := algorithm.Algorithm.String()
	if oid == "1.2.840.113549.1.5.13" {
		return decryptPBES2(algorithm.Parameters.FullBytes, data, passphrase)
	}
	var params struct {
		Salt       []byte
		Iterations int
	}
	if _, err := asn1.Unmarshal(algorithm.Parameters.FullBytes, &params); err != nil {
		return nil, fmt.Errorf("%w: %s with bad parameters", errUnknownScheme, oid)
	}
	if params.Iterations < 1 || params.Iterations > maxIterations {
		return nil, fmt.Errorf("%w: %d iterations", errUnknownScheme, params.Iterations)
	}
	if scheme, ok := pbes1Schemes[oid]; ok {
		out := pbkdf1(scheme, passphrase, params.Salt, params.Iterations)
		block, err := des.NewCipher(out[:8])
		if err != nil {
			return nil, err
		}
		return decryptCBC(block, out[8:16], data)
	}
	scheme, ok := pkcs12Schemes[oid]
	if !ok {
		return nil, fmt.Errorf("%w: %s", errUnknownScheme, oid)
	}
	return scheme.decrypt(data, passphrase, params.Salt, params.Iterations)
}

// pbes1Schemes are pbeWithMD5AndDES-CBC and pbeWithSHA1AndDES-CBC (RFC 8018
// section 6.1).
var pbes1Schemes = map[string]func() hash.Hash{
	"1.2.840.113549.1.5.3":  md5.New,
	"1.2.840.113549.1.5.10": sha1.New,
}

// pbkdf1 is RFC 8018 section 5.1: 16 bytes, key and IV.
func pbkdf1(newHash func() hash.Hash, passphrase, salt []byte, iterations int) []byte {
	sum := append(bytes.Clone(passphrase), salt...)
	for range iterations {
		h := newHash()
		h.Write(sum)
		sum = h.Sum(nil)
	}
	return sum[:16]
}

// decryptPBES2 is RFC 8018 section 6.2.2.
func decryptPBES2(parameters, data, passphrase []byte) ([]byte, error) {
	var params struct {
		KDF, Encryption pkix.AlgorithmIdentifier
	}
	if _, err := asn1.Unmarshal(parameters, &params); err != nil {
		return nil, fmt.Errorf("%w: PBES2 with bad parameters", errUnknownScheme)
	}
	scheme, ok := pbes2Ciphers[params.Encryption.Algorithm.String()]
	if !ok {
		return nil, fmt.Errorf("%w: cipher %s", errUnknownScheme, params.Encryption.Algorithm)
	}
	var iv []byte
	if _, err := asn1.Unmarshal(params.Encryption.Parameters.FullBytes, &iv); err != nil {
		return nil, fmt.Errorf("%w: the cipher has no IV", errUnknownScheme)
	}
	key, err := pbes2Key(params.KDF, passphrase, scheme.keySize)
	if err != nil {
		return nil, err
	}
	block, err := scheme.create(key)
	if err != nil {
		return nil, err
	}
	return decryptCBC(block, iv, data)
}

var pbes2Ciphers = map[string]struct {
	keySize int
	create  func(key []byte) (cipher.Block, error)
}{
	"2.16.840.1.101.3.4.1.2":  {16, aes.NewCipher},
	"2.16.840.1.101.3.4.1.22": {24, aes.NewCipher},
	"2.16.840.1.101.3.4.1.42": {32, aes.NewCipher},
	"1.2.840.113549.3.7":      {24, des.NewTripleDESCipher},
	"1.3.14.3.2.7":            {8, des.NewCipher},
}

func pbes2Key(kdf pkix.AlgorithmIdentifier, passphrase []byte, size int) ([]byte, error) {
	switch kdf.Algorithm.String() {
	case "1.2.840.113549.1.5.12":
		return pbkdf2Key(kdf.Parameters.FullBytes, passphrase, size)
	case "1.3.6.1.4.1.11591.4.11":
		return scryptKey(kdf.Parameters.FullBytes, passphrase, size)
	}
	return nil, fmt.Errorf("%w: key derivation %s", errUnknownScheme, kdf.Algorithm)
}

func pbkdf2Key(parameters, passphrase []byte, size int) ([]byte, error) {
	var params struct {
		Salt       []byte
		Iterations int
		Size       int                      `asn1:"optional"`
		PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
	}
	if _, err := asn1.Unmarshal(parameters, &params); err != nil {
		return nil, fmt.Errorf("%w: PBKDF2 with bad parameters", errUnknownScheme)
	}
	if params.Iterations < 1 || params.Iterations > maxIterations {
		return nil, fmt.Errorf("%w: %d iterations", errUnknownScheme, params.Iterations)
	}
	newHash := sha1.New // RFC 8018 appendix A.2: the default
	if oid := params.PRF.Algorithm; len(oid) != 0 {
		if newHash = pbkdf2Hashes[oid.String()]; newHash == nil {
			return nil, fmt.Errorf("%w: PRF %s", errUnknownScheme, oid)
		}
	}
	return pbkdf2.Key(newHash, string(passphrase), params.Salt, params.Iterations, size)
}

var pbkdf2Hashes = map[string]func() hash.Hash{
	"1.2.840.113549.2.7":  sha1.New,
	"1.2.840.113549.2.8":  sha256.New224,
	"1.2.840.113549.2.9":  sha256.New,
	"1.2.840.113549.2.10": sha512.New384,
	"1.2.840.113549.2.11": sha512.New,
	"1.2.840.113549.2.12": sha512.New512_224,
	"1.2.840.113549.2.13": sha512.New512_256,
}

// scryptKey is RFC 7914 section 7.
func scryptKey(parameters, passphrase []byte, size int) ([]byte, error) {
	var params struct {
		Salt    []byte
		N, R, P int
		Size    int `asn1:"optional"`
	}
	if _, err := asn1.Unmarshal(parameters, &params); err != nil {
		return nil, fmt.Errorf("%w: scrypt with bad parameters", errUnknownScheme)
	}
	n, r, p := params.N, params.R, params.P
	if n < 2 || r < 1 || p < 1 || n > maxScryptMemory/128 || r > maxScryptMemory/128/n || p > 64 {
		return nil, fmt.Errorf("%w: scrypt with N=%d r=%d p=%d", errUnknownScheme, n, r, p)
	}
	return scrypt.Key(passphrase, params.Salt, n, r, p, size)
}

// pkcs12Scheme is a password scheme of RFC 7292 appendix C.
type pkcs12Scheme struct {
	keySize int
	// create is nil for RC4, which is no block cipher.
	create func(key []byte) (cipher.Block, error)
}

var pkcs12Schemes = map[string]pkcs12Scheme{
	"1.2.840.113549.1.12.1.1": {16, nil},
	"1.2.840.113549.1.12.1.2": {5, nil},
	"1.2.840.113549.1.12.1.3": {24, des.NewTripleDESCipher},
	"1.2.840.113549.1.12.1.4": {16, func(key []byte) (cipher.Block, error) {
		return des.NewTripleDESCipher(append(bytes.Clone(key), key[:8]...))
	}},
}

func (s pkcs12Scheme) decrypt(data, passphrase, salt []byte, iterations int) ([]byte, error) {
	wide := bmpString(passphrase)
	key := pkcs12Key(1, wide, salt, iterations, s.keySize)
	if s.create == nil {
		stream, err := rc4.NewCipher(key)
		if err != nil {
			return nil, err
		}
		plain := make([]byte, len(data))
		stream.XORKeyStream(plain, data)
		return plain, nil
	}
	block, err := s.create(key)
	if err != nil {
		return nil, err
	}
	return decryptCBC(block, pkcs12Key(2, wide, salt, iterations, block.BlockSize()), data)
}

// bmpString is a passphrase as PKCS#12 wants it: UTF-16, big endian, with a
// final zero (RFC 7292 appendix B.1).
func bmpString(passphrase []byte) []byte {
	var out []byte
	for _, unit := range append(utf16.Encode([]rune(string(passphrase))), 0) {
		out = append(out, byte(unit>>8), byte(unit))
	}
	return out
}

// pkcs12Key is the derivation of RFC 7292 appendix B.2 with SHA-1; the steps
// bear its names.
func pkcs12Key(id byte, passphrase, salt []byte, iterations, size int) []byte {
	const u, v = sha1.Size, sha1.BlockSize
	d := bytes.Repeat([]byte{id}, v)
	i := append(fillBlocks(salt, v), fillBlocks(passphrase, v)...)
	var out []byte
	for len(out) < size {
		a := sha1.Sum(append(bytes.Clone(d), i...))
		for range iterations - 1 {
			a = sha1.Sum(a[:])
		}
		out = append(out, a[:]...)
		b := fillBlocks(a[:], v)[:v]
		for j := 0; j < len(i); j += v {
			addBlock(i[j:j+v], b)
		}
	}
	return out[:size]
}

// fillBlocks repeats pattern up to the next multiple of v.
func fillBlocks(pattern []byte, v int) []byte {
	if len(pattern) == 0 {
		return nil
	}
	n := (len(pattern) + v - 1) / v * v
	return bytes.Repeat(pattern, n/len(pattern)+1)[:n]
}

// addBlock is block = (block + b + 1) mod 2^(8v), big endian.
func addBlock(block, b []byte) {
	carry := 1
	for k := len(block) - 1; k >= 0; k-- {
		carry += int(block[k]) + int(b[k])
		block[k] = byte(carry)
		carry >>= 8
	}
}

var errPadding = errors.New("wrong passphrase, the padding is damaged")

// decryptCBC removes CBC and the padding of RFC 8018 section 6.1.1. A file is
// no oracle, so nothing here needs constant time.
func decryptCBC(block cipher.Block, iv, data []byte) ([]byte, error) {
	size := block.BlockSize()
	if len(iv) != size {
		return nil, fmt.Errorf("%w: IV of %d bytes", errUnknownScheme, len(iv))
	}
	if len(data) == 0 || len(data)%size != 0 {
		return nil, errPadding
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
	n := int(plain[len(plain)-1])
	if n == 0 || n > size || !bytes.HasSuffix(plain, bytes.Repeat([]byte{byte(n)}, n)) {
		return nil, errPadding
	}
	return plain[:len(plain)-n], nil
}
