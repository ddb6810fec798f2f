package crypto

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"math/big"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// sigOptions are what Node's sign and verify take beside the key.
type sigOptions struct {
	padding int  // 0: the key's default
	salt    int  // in bytes, or one of OpenSSL's negative numbers
	salted  bool // salt was given
	p1363   bool // two numbers side by side (IEEE P1363) instead of DER
}

const (
	padPKCS1 = 1
	padNone  = 3
	padOAEP  = 4
	padPSS   = 6
)

// signFuncs sign and verify. Their arguments are
// (digest or null, bytes, key, padding, saltLength, p1363, prehashed, callback)
// and, for verify, the signature before the callback.
func (b *binding) signFuncs() bind.Funcs {
	return bind.Funcs{
		"sign": func(call goja.FunctionCall) goja.Value {
			j := b.signJob(call)
			return b.run(call.Argument(7), func() (any, error) { return result(j.sign()) })
		},
		"verify": func(call goja.FunctionCall) goja.Value {
			j := b.signJob(call)
			signature := b.bytes(call.Argument(7))
			return b.run(call.Argument(8), func() (any, error) { return j.verify(signature) })
		},
	}
}

// signJob is one signature to be made or judged.
type signJob struct {
	digest    *digest // nil where the algorithm has its own
	data      []byte
	prehashed bool // data is the digest already
	key       *key
	opt       sigOptions
}

func (b *binding) signJob(call goja.FunctionCall) *signJob {
	j := &signJob{data: b.bytes(call.Argument(1)), key: b.key(call.Argument(2)), prehashed: call.Argument(6).ToBoolean()}
	if v := call.Argument(0); !bind.IsNullish(v) {
		if j.digest = findDigest(v.String()); j.digest == nil {
			b.throw(invalidDigest(v.String()))
		}
	}
	if v := call.Argument(3); !bind.IsNullish(v) {
		j.opt.padding = int(v.ToInteger())
	}
	if v := call.Argument(4); !bind.IsNullish(v) {
		j.opt.salt, j.opt.salted = int(v.ToInteger()), true
	}
	j.opt.p1363 = call.Argument(5).ToBoolean()
	return j
}

// sum is the digest to sign: SHA-256 where none was named, as in OpenSSL.
func (j *signJob) sum() (*digest, []byte, error) {
	d := j.digest
	if d == nil {
		d = findDigest("sha256")
	}
	if j.prehashed {
		return d, j.data, nil
	}
	s, err := newHashState(d, d.size)
	if err != nil {
		return nil, nil, err
	}
	s.write(j.data)
	return d, s.sum(), nil
}

var (
	errSignDigest      = opensslError(0x1C80007A, "provider", "invalid digest")
	errUnsupportedSign = codeError("Error", "ERR_CRYPTO_UNSUPPORTED_OPERATION", "Unsupported crypto operation")
)

func (j *signJob) check() error {
	switch j.key.pub.(type) {
	case ed25519.PublicKey:
		if j.prehashed {
			return errUnsupportedSign
		}
		if j.digest != nil {
			return errSignDigest
		}
	case *rsa.PublicKey, *ecdsa.PublicKey:
	default:
		return errWrongKeyType
	}
	return nil
}

func (j *signJob) sign() ([]byte, error) {
	if err := j.check(); err != nil {
		return nil, err
	}
	if priv, ok := j.key.priv.(ed25519.PrivateKey); ok {
		return ed25519.Sign(priv, j.data), nil
	}
	d, sum, err := j.sum()
	if err != nil {
		return nil, err
	}
	if priv, ok := j.key.priv.(*ecdsa.PrivateKey); ok {
		der, err := ecdsa.SignASN1(rand.Reader, priv, sum)
		if err != nil || !j.opt.p1363 {
			return der, err
		}
		return derToP1363(der, ecSize(&priv.PublicKey))
	}
	return signRSA(j.key, d, sum, j.opt)
}

func (j *signJob) verify(signature []byte) (bool, error) {
	if err := j.check(); err != nil {
		return false, err
	}
	if pub, ok := j.key.pub.(ed25519.PublicKey); ok {
		return ed25519.Verify(pub, j.data, signature), nil
	}
	d, sum, err := j.sum()
	if err != nil {
		return false, err
	}
	pub, ok := j.key.pub.(*ecdsa.PublicKey)
	if !ok {
		return verifyRSA(j.key, d, sum, signature, j.opt)
	}
	if j.opt.p1363 {
		if len(signature) != 2*ecSize(pub) {
			return false, nil
		}
		if signature, err = p1363ToDER(signature); err != nil {
			return false, err
		}
	}
	return ecdsa.VerifyASN1(pub, sum, signature), nil
}

// ecSize is the size of a number below the order of a key's curve, in bytes.
func ecSize(pub *ecdsa.PublicKey) int { return (pub.Curve.Params().N.BitLen() + 7) / 8 }

type ecdsaSignature struct{ R, S *big.Int }

func derToP1363(der []byte, size int) ([]byte, error) {
	var sig ecdsaSignature
	if _, err := asn1.Unmarshal(der, &sig); err != nil {
		return nil, err
	}
	out := make([]byte, 2*size)
	sig.R.FillBytes(out[:size])
	sig.S.FillBytes(out[size:])
	return out, nil
}

func p1363ToDER(raw []byte) ([]byte, error) {
	half := len(raw) / 2
	return asn1.Marshal(ecdsaSignature{new(big.Int).SetBytes(raw[:half]), new(big.Int).SetBytes(raw[half:])})
}
