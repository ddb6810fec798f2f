package crypto

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"math/bits"

	"github.com/dop251/goja"
	"golang.org/x/crypto/scrypt"

	"tlsjs/jsmod/internal/bind"
)

// kdfFuncs derive keys. Their last argument is a callback or undefined.
func (b *binding) kdfFuncs() bind.Funcs {
	return bind.Funcs{"pbkdf2": b.pbkdf2, "scrypt": b.scrypt, "hkdf": b.hkdf}
}

func invalidDigest(name string) error {
	return codeError("TypeError", "ERR_CRYPTO_INVALID_DIGEST", "Invalid digest: "+name)
}

// hmacDigest finds a digest below an HMAC, or throws.
func (b *binding) hmacDigest(v goja.Value) *digest {
	d := findDigest(v.String())
	if d == nil || d.make == nil {
		b.throw(invalidDigest(v.String()))
	}
	return d
}

// pbkdf2(password, salt, iterations, keylen, digest, callback)
func (b *binding) pbkdf2(call goja.FunctionCall) goja.Value {
	password, salt := b.bytes(call.Argument(0)), b.bytes(call.Argument(1))
	iterations, size := int(call.Argument(2).ToInteger()), int(call.Argument(3).ToInteger())
	d := b.hmacDigest(call.Argument(4))
	return b.run(call.Argument(5), func() (any, error) {
		if size == 0 {
			return []byte{}, nil
		}
		return result(pbkdf2.Key(d.make, string(password), salt, iterations, size))
	})
}

// result keeps a nil slice from becoming undefined.
func result(out []byte, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return out, nil
}

var errScryptMemory = &nodeError{
	class: "RangeError", code: "ERR_CRYPTO_INVALID_SCRYPT_PARAMS",
	message: "Invalid scrypt params: error:030000AC:digital envelope routines::memory limit exceeded",
}

var errScryptParams = codeError("RangeError", "ERR_CRYPTO_INVALID_SCRYPT_PARAMS", "Invalid scrypt params")

// scrypt(password, salt, keylen, N, r, p, maxmem, callback)
func (b *binding) scrypt(call goja.FunctionCall) goja.Value {
	password, salt := b.bytes(call.Argument(0)), b.bytes(call.Argument(1))
	size := int(call.Argument(2).ToInteger())
	n, r, p := call.Argument(3).ToInteger(), call.Argument(4).ToInteger(), call.Argument(5).ToInteger()
	if err := checkScrypt(uint64(n), uint64(r), uint64(p), uint64(call.Argument(6).ToInteger())); err != nil {
		b.throw(err)
	}
	return b.run(call.Argument(7), func() (any, error) {
		if size == 0 {
			return []byte{}, nil
		}
		return result(scrypt.Key(password, salt, int(n), int(r), int(p), size))
	})
}

// scryptMost bounds what maxmem may allow: Go cannot survive an allocation that
// fails.
const scryptMost = 2 << 30

// checkScrypt holds the parameters against RFC 7914 section 2 and the caller's
// limit of memory, counted as OpenSSL counts it: 128·r·(N+p+2) bytes.
func checkScrypt(n, r, p, maxmem uint64) error {
	if n < 2 || n&(n-1) != 0 || r == 0 || p == 0 || p > (1<<30-1)/r {
		return errScryptParams
	}
	if 16*r <= 63 && n >= 1<<(16*r) {
		return errScryptParams
	}
	hi, need := bits.Mul64(128*r, n+p+2)
	if hi != 0 || need > min(maxmem, scryptMost) {
		return errScryptMemory
	}
	return nil
}

// hkdf(digest, key, salt, info, keylen, callback)
func (b *binding) hkdf(call goja.FunctionCall) goja.Value {
	d := b.hmacDigest(call.Argument(0))
	k := b.key(call.Argument(1))
	salt, info := b.bytes(call.Argument(2)), b.bytes(call.Argument(3))
	size := int(call.Argument(4).ToInteger())
	if size > 255*d.size {
		b.throw(errInvalidKeyLength)
	}
	return b.run(call.Argument(5), func() (any, error) {
		prk, err := hkdf.Extract(d.make, k.secret, salt)
		if err != nil {
			return nil, err
		}
		return result(hkdf.Expand(d.make, prk, string(info), size))
	})
}
