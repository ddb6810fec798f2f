package crypto

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"math"
	"math/big"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// generateFuncs make keys. The value of a pair is [public, private].
func (b *binding) generateFuncs() bind.Funcs {
	return bind.Funcs{
		// generateRSA(bits, exponent, hash or undefined, mgf, salt, pss, callback)
		"generateRSA": b.generateRSA,
		// generateEC(curve, callback)
		"generateEC": func(call goja.FunctionCall) goja.Value {
			c := findCurve(call.Argument(0).String())
			if c == nil {
				b.throw(codeError("TypeError", "ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name"))
			}
			return b.run(call.Argument(1), func() (any, error) { return pair(ecdsa.GenerateKey(c, rand.Reader)) })
		},
		"generateEd25519": func(call goja.FunctionCall) goja.Value {
			return b.run(call.Argument(0), func() (any, error) {
				_, priv, err := ed25519.GenerateKey(rand.Reader)
				return pair(priv, err)
			})
		},
		"generateX25519": func(call goja.FunctionCall) goja.Value {
			return b.run(call.Argument(0), func() (any, error) { return pair(ecdh.X25519().GenerateKey(rand.Reader)) })
		},
		// generateSecret(bits, callback)
		"generateSecret": func(call goja.FunctionCall) goja.Value {
			size := call.Argument(0).ToInteger() / 8
			return b.run(call.Argument(1), func() (any, error) {
				k := &key{secret: make([]byte, size)}
				rand.Read(k.secret)
				return k, nil
			})
		},
		"getCurves": func(goja.FunctionCall) goja.Value {
			names := make([]string, len(curves))
			for i, c := range curves {
				names[i] = c.name
			}
			return b.strings(names)
		},
	}
}

// pair is the value of a job that made priv.
func pair[K crypto.PrivateKey](priv K, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	k, err := newPrivate(priv)
	if err != nil {
		return nil, err
	}
	return []any{k.public(), k}, nil
}

func (b *binding) generateRSA(call goja.FunctionCall) goja.Value {
	bits, exponent := int(call.Argument(0).ToInteger()), call.Argument(1).ToInteger()
	var limits *pssLimits
	if call.Argument(5).ToBoolean() {
		limits = b.pssLimits(call)
	}
	if exponent%2 == 0 || exponent < 3 {
		b.throw(plainError("error:020000B2:rsa routines::pub exponent out of range"))
	}
	if exponent > math.MaxInt32 {
		b.throw(codeError("Error", "ERR_CRYPTO_UNSUPPORTED_OPERATION",
			"Unsupported crypto operation: RSA keys have a public exponent below 2**31 here"))
	}
	if bits > maxRSABits {
		b.throw(errModulusTooLarge)
	}
	return b.run(call.Argument(6), func() (any, error) {
		priv, err := makeRSA(bits, int(exponent))
		if err != nil {
			return nil, wrapped(plainError("error:1C8000AB:Provider routines::key size too small"), err)
		}
		k := &key{priv: priv, pub: &priv.PublicKey, pss: limits}
		return []any{k.public(), k}, nil
	})
}

// makeRSA makes a key with any odd exponent; Go's own function knows one.
func makeRSA(bits, exponent int) (*rsa.PrivateKey, error) {
	if bits < minRSABits {
		return nil, errSmallRSA
	}
	if exponent == 65537 {
		return rsa.GenerateKey(rand.Reader, bits)
	}
	if bits < goRSABits {
		// Go's function knows whether this process may have such keys.
		if _, err := rsa.GenerateKey(rand.Reader, bits); err != nil {
			return nil, err
		}
	}
	one, e := big.NewInt(1), big.NewInt(int64(exponent))
	for {
		p, err := rand.Prime(rand.Reader, bits-bits/2)
		if err != nil {
			return nil, err
		}
		q, err := rand.Prime(rand.Reader, bits/2)
		if err != nil {
			return nil, err
		}
		phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		d := new(big.Int).ModInverse(e, phi)
		n := new(big.Int).Mul(p, q)
		if d == nil || p.Cmp(q) == 0 || n.BitLen() != bits {
			continue
		}
		k := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: exponent}, D: d, Primes: []*big.Int{p, q}}
		k.Precompute()
		return k, k.Validate()
	}
}

const (
	// minRSABits is OpenSSL's lower limit.
	minRSABits = 512
	// goRSABits is Go's, unless GODEBUG has rsa1024min=0.
	goRSABits = 1024
)

var errSmallRSA = errors.New("crypto: RSA keys have at least 512 bits")

func (b *binding) pssLimits(call goja.FunctionCall) *pssLimits {
	limits := &pssLimits{}
	find := func(v goja.Value, otherwise *digest) *digest {
		if bind.IsNullish(v) {
			return otherwise
		}
		d := findDigest(v.String())
		if d == nil || hashOIDs[d.name] == nil {
			b.throw(invalidDigest(v.String()))
		}
		return d
	}
	hash, mgf, salt := call.Argument(2), call.Argument(3), call.Argument(4)
	if bind.IsNullish(hash) && bind.IsNullish(mgf) && bind.IsNullish(salt) {
		return limits
	}
	limits.hash = find(hash, findDigest("sha1"))
	limits.mgf = find(mgf, limits.hash)
	limits.salt = limits.hash.size
	if !bind.IsNullish(salt) {
		limits.salt = int(salt.ToInteger())
	}
	return limits
}
