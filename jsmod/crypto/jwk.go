package crypto

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"math/big"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

func invalidJWK(message string) error {
	return codeError("TypeError", "ERR_CRYPTO_INVALID_JWK", message)
}

var (
	errJWKType  = codeError("Error", "ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE", "Unsupported JWK Key Type.")
	errJWKCurve = func(name string) error {
		return codeError("Error", "ERR_CRYPTO_JWK_UNSUPPORTED_CURVE", "Unsupported JWK EC curve: "+name+".")
	}
)

// field is one member of a JWK (RFC 7518 section 6), in Node's order.
type field struct{ name, value string }

func encode64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// exportJWK returns a pair's key as an object.
func (b *binding) exportJWK(call goja.FunctionCall) goja.Value {
	fields, err := b.key(call.Argument(0)).jwk()
	if err != nil {
		b.throw(err)
	}
	o := b.vm.NewObject()
	for _, f := range fields {
		if err := o.Set(f.name, f.value); err != nil {
			panic(err)
		}
	}
	return o
}

func (k *key) jwk() ([]field, error) {
	if k.pss != nil {
		return nil, errJWKType
	}
	switch pub := k.pub.(type) {
	case *rsa.PublicKey:
		return rsaJWK(pub, k.rsaPrivate()), nil
	case *ecdsa.PublicKey:
		priv, _ := k.priv.(*ecdsa.PrivateKey)
		return ecJWK(pub, priv)
	case ed25519.PublicKey:
		var d []byte
		if priv, ok := k.priv.(ed25519.PrivateKey); ok {
			d = priv.Seed()
		}
		return okpJWK("Ed25519", pub, d), nil
	case *ecdh.PublicKey:
		var d []byte
		if priv, ok := k.priv.(*ecdh.PrivateKey); ok {
			d = priv.Bytes()
		}
		return okpJWK("X25519", pub.Bytes(), d), nil
	}
	return nil, errJWKType
}

func okpJWK(curve string, x, d []byte) []field {
	fields := []field{{"crv", curve}}
	if d != nil {
		fields = append(fields, field{"d", encode64(d)})
	}
	return append(fields, field{"x", encode64(x)}, field{"kty", "OKP"})
}

func rsaJWK(pub *rsa.PublicKey, priv *rsa.PrivateKey) []field {
	fields := []field{
		{"kty", "RSA"}, {"n", encode64(pub.N.Bytes())}, {"e", encode64(big.NewInt(int64(pub.E)).Bytes())},
	}
	if priv == nil || len(priv.Primes) != 2 {
		return fields
	}
	priv.Precompute()
	return append(fields,
		field{"d", encode64(priv.D.Bytes())},
		field{"p", encode64(priv.Primes[0].Bytes())}, field{"q", encode64(priv.Primes[1].Bytes())},
		field{"dp", encode64(priv.Precomputed.Dp.Bytes())}, field{"dq", encode64(priv.Precomputed.Dq.Bytes())},
		field{"qi", encode64(priv.Precomputed.Qinv.Bytes())})
}

func ecJWK(pub *ecdsa.PublicKey, priv *ecdsa.PrivateKey) ([]field, error) {
	name := pub.Curve.Params().Name
	if name == "P-224" {
		return nil, errJWKCurve("secp224r1")
	}
	point, err := pub.Bytes()
	if err != nil {
		return nil, err
	}
	half := len(point) / 2
	fields := []field{
		{"kty", "EC"}, {"x", encode64(point[1 : 1+half])}, {"y", encode64(point[1+half:])}, {"crv", name},
	}
	if priv != nil {
		d, err := priv.Bytes()
		if err != nil {
			return nil, err
		}
		fields = append(fields, field{"d", encode64(d)})
	}
	return fields, nil
}

// importJWK(jwk, private) makes a key of an object whose members JavaScript has
// checked to be strings.
func (b *binding) importJWK(call goja.FunctionCall) goja.Value {
	get := func(name string) []byte { return decode64(bind.String(call.Argument(0), name)) }
	private := call.Argument(1).ToBoolean()
	var k *key
	var err error
	switch bind.String(call.Argument(0), "kty") {
	case "RSA":
		k, err = rsaFromJWK(get, private)
	case "EC":
		k, err = ecFromJWK(bind.String(call.Argument(0), "crv"), get, private)
	default:
		k, err = okpFromJWK(bind.String(call.Argument(0), "crv"), get, private)
	}
	return b.parsed(k, err)
}

// decode64 reads base64url as leniently as Node's Buffer: anything that is
// wrong ends the text.
func decode64(s string) []byte {
	out, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		if std, err2 := base64.StdEncoding.DecodeString(s); err2 == nil {
			return std
		}
	}
	return out
}

func rsaFromJWK(get func(string) []byte, private bool) (*key, error) {
	number := func(name string) *big.Int { return new(big.Int).SetBytes(get(name)) }
	e := number("e")
	if !e.IsInt64() || e.Int64() > 1<<31-1 {
		return nil, invalidJWK("Invalid JWK RSA key")
	}
	pub := rsa.PublicKey{N: number("n"), E: int(e.Int64())}
	if pub.N.Sign() == 0 || pub.E < 2 {
		return nil, invalidJWK("Invalid JWK RSA key")
	}
	if !private {
		return newPublic(&pub)
	}
	priv := &rsa.PrivateKey{PublicKey: pub, D: number("d"), Primes: []*big.Int{number("p"), number("q")}}
	if err := priv.Validate(); err != nil {
		return nil, &nodeError{class: "TypeError", code: "ERR_CRYPTO_INVALID_JWK", message: "Invalid JWK RSA key", cause: err}
	}
	priv.Precompute()
	return newPrivate(priv)
}

func ecFromJWK(crv string, get func(string) []byte, private bool) (*key, error) {
	c := findCurve(crv)
	if c == nil {
		return nil, codeError("TypeError", "ERR_CRYPTO_INVALID_CURVE", "Invalid JWK EC key curve name")
	}
	size := (c.Params().BitSize + 7) / 8
	point := make([]byte, 1+2*size)
	point[0] = 4
	x, y, d := get("x"), get("y"), get("d")
	if len(x) > size || len(y) > size || len(d) > size {
		return nil, invalidJWK("Invalid JWK EC key")
	}
	copy(point[1+size-len(x):], x)
	copy(point[1+2*size-len(y):], y)
	pub, err := ecdsa.ParseUncompressedPublicKey(c, point)
	if err != nil {
		return nil, invalidJWK("Invalid JWK EC key")
	}
	if !private {
		return newPublic(pub)
	}
	priv, err := ecdsa.ParseRawPrivateKey(c, append(make([]byte, size-len(d)), d...))
	if err != nil || !priv.PublicKey.Equal(pub) {
		return nil, invalidJWK("Invalid JWK EC key")
	}
	return newPrivate(priv)
}

func okpFromJWK(crv string, get func(string) []byte, private bool) (*key, error) {
	x, d := get("x"), get("d")
	if crv != "Ed25519" && crv != "X25519" {
		return nil, codeError("TypeError", "ERR_CRYPTO_INVALID_CURVE", "Unsupported JWK OKP curve: "+crv)
	}
	if private && len(d) != 32 || !private && len(x) != 32 {
		return nil, invalidJWK("Invalid JWK data")
	}
	if crv == "Ed25519" {
		if private {
			return newPrivate(ed25519.NewKeyFromSeed(d))
		}
		return newPublic(ed25519.PublicKey(x))
	}
	if private {
		priv, err := ecdh.X25519().NewPrivateKey(d)
		if err != nil {
			return nil, invalidJWK("Invalid JWK data")
		}
		return newPrivate(priv)
	}
	pub, err := ecdh.X25519().NewPublicKey(x)
	if err != nil {
		return nil, invalidJWK("Invalid JWK data")
	}
	return newPublic(pub)
}
