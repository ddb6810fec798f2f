package crypto

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// ecdhState is one ECDH.
type ecdhState struct {
	curve elliptic.Curve
	priv  *ecdsa.PrivateKey
	pub   *ecdsa.PublicKey // set alone by the old setPublicKey
}

func operationFailed(message string) error {
	return codeError("Error", "ERR_CRYPTO_OPERATION_FAILED", message)
}

var (
	errECDHPair   = codeError("RangeError", "ERR_CRYPTO_INVALID_KEYPAIR", "Invalid key pair")
	errECDHPublic = codeError("Error", "ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY",
		"Public key is not valid for specified curve")
	errECDHPrivate = codeError("RangeError", "ERR_CRYPTO_INVALID_KEYTYPE",
		"Private key is not valid for specified curve.")
)

// ecdhFuncs make ECDHs and do what needs none.
func (b *binding) ecdhFuncs() bind.Funcs {
	return bind.Funcs{
		"ecdh": func(call goja.FunctionCall) goja.Value {
			return b.ecdhs.New(&ecdhState{curve: b.curve(call.Argument(0))})
		},
		// convertPoint(point, curve, form)
		"convertPoint": func(call goja.FunctionCall) goja.Value {
			c := b.curve(call.Argument(1))
			pub, err := parsePoint(c, b.view(call.Argument(0)))
			if err != nil {
				b.throw(operationFailed("Failed to convert Buffer to EC_POINT"))
			}
			return b.orThrow(pointBytes(pub, int(call.Argument(2).ToInteger())))
		},
		// diffieHellman(private key, public key): the shared secret of two
		// KeyObjects of one kind.
		"diffieHellman": func(call goja.FunctionCall) goja.Value {
			return b.orThrow(sharedSecret(b.key(call.Argument(0)), b.key(call.Argument(1))))
		},
	}
}

func (b *binding) curve(v goja.Value) elliptic.Curve {
	c := findCurve(v.String())
	if c == nil {
		b.throw(codeError("TypeError", "ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name"))
	}
	return c
}

// parsePoint reads a point in any of the forms of SEC 1 section 2.3.4 and the
// hybrid one of X9.62.
func parsePoint(c elliptic.Curve, raw []byte) (*ecdsa.PublicKey, error) {
	if len(raw) == 0 {
		return nil, errECDHPublic
	}
	switch raw[0] {
	case 2, 3:
		x, y := elliptic.UnmarshalCompressed(c, raw)
		if x == nil {
			return nil, errECDHPublic
		}
		size := len(raw) - 1
		raw = make([]byte, 1+2*size)
		raw[0] = 4
		x.FillBytes(raw[1 : 1+size])
		y.FillBytes(raw[1+size:])
	case 6, 7:
		if raw[len(raw)-1]&1 != raw[0]&1 {
			return nil, errECDHPublic
		}
		raw = append([]byte{4}, raw[1:]...)
	}
	return ecdsa.ParseUncompressedPublicKey(c, raw)
}

// pointBytes writes a point; form is one of the POINT_CONVERSION numbers.
func pointBytes(pub *ecdsa.PublicKey, form int) ([]byte, error) {
	raw, err := pub.Bytes()
	if err != nil {
		return nil, err
	}
	const compressed, hybrid = 2, 6
	odd := raw[len(raw)-1] & 1
	switch form {
	case compressed:
		raw = raw[:1+len(raw)/2]
		raw[0] = 2 | odd
	case hybrid:
		raw[0] = 6 | odd
	}
	return raw, nil
}

// sharedPoint is the x coordinate of priv·pub.
func sharedPoint(priv *ecdsa.PrivateKey, pub *ecdsa.PublicKey) ([]byte, error) {
	if priv.Curve == elliptic.P224() {
		d, err := priv.Bytes()
		if err != nil {
			return nil, err
		}
		//lint:ignore SA1019 crypto/ecdh has no P-224; this is the library's constant-time curve
		x, _ := priv.Curve.ScalarMult(pub.X, pub.Y, d)
		return x.FillBytes(make([]byte, len(d))), nil
	}
	a, err := priv.ECDH()
	if err != nil {
		return nil, err
	}
	b, err := pub.ECDH()
	if err != nil {
		return nil, err
	}
	return a.ECDH(b)
}

func sharedSecret(a, b *key) ([]byte, error) {
	switch priv := a.priv.(type) {
	case *ecdsa.PrivateKey:
		if pub, ok := b.pub.(*ecdsa.PublicKey); ok && pub.Curve == priv.Curve {
			return sharedPoint(priv, pub)
		}
		return nil, opensslError(0x1C8000CB, "provider", "mismatching domain parameters")
	case *ecdh.PrivateKey:
		if pub, ok := b.pub.(*ecdh.PublicKey); ok {
			out, err := priv.ECDH(pub)
			if err != nil {
				return nil, wrapped(opensslError(0x1C80007D, "provider", "failed during derivation"), err)
			}
			return out, nil
		}
	}
	return nil, errWrongKeyType
}

type ecdhMethod = func(*ecdhState, goja.FunctionCall) goja.Value

func (b *binding) ecdhMethods() map[string]ecdhMethod {
	return map[string]ecdhMethod{
		"generateKeys": func(s *ecdhState, _ goja.FunctionCall) goja.Value {
			priv, err := ecdsa.GenerateKey(s.curve, rand.Reader)
			if err != nil {
				b.throw(err)
			}
			s.priv, s.pub = priv, &priv.PublicKey
			return goja.Undefined()
		},
		"computeSecret": func(s *ecdhState, call goja.FunctionCall) goja.Value {
			return b.orThrow(s.compute(b.view(call.Argument(0))))
		},
		// getPublicKey(form)
		"getPublicKey": func(s *ecdhState, call goja.FunctionCall) goja.Value {
			if s.pub == nil {
				b.throw(operationFailed("Failed to get ECDH public key"))
			}
			return b.orThrow(pointBytes(s.pub, int(call.Argument(0).ToInteger())))
		},
		"getPrivateKey": func(s *ecdhState, _ goja.FunctionCall) goja.Value {
			if s.priv == nil {
				b.throw(operationFailed("Failed to get ECDH private key"))
			}
			raw, err := s.priv.Bytes()
			return b.orThrow(bytes.TrimLeft(raw, "\x00"), err)
		},
		"setPrivateKey": func(s *ecdhState, call goja.FunctionCall) goja.Value {
			return b.orThrow(nil, s.setPrivate(b.bytes(call.Argument(0))))
		},
		"setPublicKey": func(s *ecdhState, call goja.FunctionCall) goja.Value {
			pub, err := parsePoint(s.curve, b.view(call.Argument(0)))
			if err != nil {
				b.throw(operationFailed("Failed to convert Buffer to EC_POINT"))
			}
			s.pub = pub
			return goja.Undefined()
		},
	}
}

func (s *ecdhState) compute(other []byte) ([]byte, error) {
	if s.priv == nil || !s.priv.PublicKey.Equal(s.pub) {
		return nil, errECDHPair
	}
	pub, err := parsePoint(s.curve, other)
	if err != nil {
		return nil, errECDHPublic
	}
	return sharedPoint(s.priv, pub)
}

// setPrivate takes a number of any size below the order of the curve.
func (s *ecdhState) setPrivate(raw []byte) error {
	size := (s.curve.Params().N.BitLen() + 7) / 8
	for len(raw) > size && raw[0] == 0 {
		raw = raw[1:]
	}
	if len(raw) > size {
		return errECDHPrivate
	}
	priv, err := ecdsa.ParseRawPrivateKey(s.curve, append(make([]byte, size-len(raw)), raw...))
	if err != nil {
		return errECDHPrivate
	}
	s.priv, s.pub = priv, &priv.PublicKey
	return nil
}
