package pemkey

import (
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/x509/pkix"
	"fmt"
	"hash"
	"slices"
	"unicode/utf16"
)

// pbeParams are the parameters of PBES1 (RFC 8018 appendix A.3) and of the
// schemes of PKCS #12 (RFC 7292 appendix C).
type pbeParams struct {
	Salt       []byte
	Iterations int
}

// pkcs12Ciphers are the schemes of RFC 7292 appendix C that keys are found
// under. RC4 has no block cipher.
var pkcs12Ciphers = map[string]struct {
	keySize int
	block   func(key []byte) (cipher.Block, error)
}{
	"1.2.840.113549.1.12.1.1": {16, nil},
	"1.2.840.113549.1.12.1.2": {5, nil},
	"1.2.840.113549.1.12.1.3": {24, des.NewTripleDESCipher},
	"1.2.840.113549.1.12.1.4": {16, func(key []byte) (cipher.Block, error) {
		return des.NewTripleDESCipher(slices.Concat(key, key[:8])) // the first key is the third one, too
	}},
}

// openerPBES1 opens what OpenSSL before 1.1 wrote.
func openerPBES1(alg pkix.AlgorithmIdentifier, passphrase []byte) (opener, error) {
	var p pbeParams
	if err := unmarshal(alg.Parameters, &p); err != nil || p.Iterations < 1 || p.Iterations > maxIterations {
		return nil, fmt.Errorf("%w: encryption scheme %v", ErrUnsupported, alg.Algorithm)
	}
	name := alg.Algorithm.String()
	switch name {
	case "1.2.840.113549.1.5.3":
		return desCBC(pbkdf1(md5.New(), passphrase, p))
	case "1.2.840.113549.1.5.10":
		return desCBC(pbkdf1(sha1.New(), passphrase, p))
	}
	scheme, ok := pkcs12Ciphers[name]
	if !ok {
		return nil, fmt.Errorf("%w: encryption scheme %v", ErrUnsupported, alg.Algorithm)
	}
	key := pkcs12Key(passphrase, p, 1, scheme.keySize)
	if scheme.block == nil {
		return openRC4(key)
	}
	block, err := scheme.block(key)
	if err != nil {
		return nil, ErrMalformed
	}
	return openCBC(block, pkcs12Key(passphrase, p, 2, block.BlockSize()))
}

func desCBC(derived []byte) (opener, error) {
	block, err := des.NewCipher(derived[:8])
	if err != nil {
		return nil, ErrMalformed
	}
	return openCBC(block, derived[8:16])
}

// openRC4 has no padding to tell a wrong passphrase by.
func openRC4(key []byte) (opener, error) {
	stream, err := rc4.NewCipher(key)
	if err != nil {
		return nil, ErrMalformed
	}
	return func(data []byte) ([]byte, error) {
		plain := make([]byte, len(data))
		stream.XORKeyStream(plain, data)
		return plain, nil
	}, nil
}

// pbkdf1 is RFC 8018 section 5.1.
func pbkdf1(h hash.Hash, passphrase []byte, p pbeParams) []byte {
	t := slices.Concat(passphrase, p.Salt)
	for range p.Iterations {
		h.Reset()
		h.Write(t)
		t = h.Sum(nil)
	}
	return t
}

// pkcs12Key is RFC 7292 appendix B.2 with SHA-1; id is 1 for a key and 2 for a
// vector.
func pkcs12Key(passphrase []byte, p pbeParams, id byte, size int) []byte {
	const u, v = sha1.Size, sha1.BlockSize
	d := slices.Repeat([]byte{id}, v)
	i := append(fill(p.Salt, v), fill(bmp(passphrase), v)...)
	var out []byte
	for len(out) < size {
		a := sha1.Sum(slices.Concat(d, i))
		for range p.Iterations - 1 {
			a = sha1.Sum(a[:])
		}
		out = append(out, a[:]...)
		b := slices.Repeat(a[:], v/u+1)[:v]
		for j := 0; j < len(i); j += v {
			addOne(i[j:j+v], b)
		}
	}
	return out[:size]
}

// fill repeats b up to a multiple of v.
func fill(b []byte, v int) []byte {
	if len(b) == 0 {
		return nil
	}
	n := (len(b) + v - 1) / v * v
	return slices.Repeat(b, n/len(b)+1)[:n]
}

// addOne sets x to x + b + 1, big-endian, modulo its size.
func addOne(x, b []byte) {
	carry := 1
	for i := len(x) - 1; i >= 0; i-- {
		carry += int(x[i]) + int(b[i])
		x[i] = byte(carry)
		carry >>= 8
	}
}

// bmp is a passphrase as PKCS #12 hashes it: UTF-16, big-endian, with a final
// zero.
func bmp(passphrase []byte) []byte {
	var out []byte
	for _, c := range utf16.Encode([]rune(string(passphrase))) {
		out = append(out, byte(c>>8), byte(c))
	}
	return append(out, 0, 0)
}
