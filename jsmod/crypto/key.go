package crypto

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/subtle"
	"math/big"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// key is what a KeyObject holds: a secret, or one or both halves of a pair. It
// never changes, so goroutines may share it.
type key struct {
	secret []byte // for secret keys only
	priv   crypto.PrivateKey
	pub    crypto.PublicKey // also beside priv
	pss    *pssLimits       // for keys of type rsa-pss
}

// pssLimits are the parameters that an RSASSA-PSS key is bound to (RFC 4055
// section 3.1). Limits without hash bind nothing.
type pssLimits struct {
	hash, mgf *digest
	salt      int
}

// kind is KeyObject's type.
func (k *key) kind() string {
	switch {
	case k.priv != nil:
		return "private"
	case k.pub != nil:
		return "public"
	}
	return "secret"
}

// algorithm is KeyObject's asymmetricKeyType.
func (k *key) algorithm() string {
	switch k.pub.(type) {
	case *rsa.PublicKey:
		if k.pss != nil {
			return "rsa-pss"
		}
		return "rsa"
	case *ecdsa.PublicKey:
		return "ec"
	case ed25519.PublicKey:
		return "ed25519"
	case *ecdh.PublicKey:
		return "x25519"
	}
	return ""
}

func (k *key) public() *key { return &key{pub: k.pub, pss: k.pss} }

func (k *key) equal(o *key) bool {
	if k.kind() != o.kind() {
		return false
	}
	if k.kind() == "secret" {
		return subtle.ConstantTimeCompare(k.secret, o.secret) == 1
	}
	type equaler interface{ Equal(crypto.PublicKey) bool }
	pub, ok := k.pub.(equaler)
	return ok && pub.Equal(o.pub) && k.algorithm() == o.algorithm()
}

// newPrivate makes the key around a value of crypto/x509's parsers.
func newPrivate(priv crypto.PrivateKey) (*key, error) {
	switch p := priv.(type) {
	case *rsa.PrivateKey:
		return &key{priv: p, pub: &p.PublicKey}, nil
	case *ecdsa.PrivateKey:
		return &key{priv: p, pub: &p.PublicKey}, nil
	case ed25519.PrivateKey:
		return &key{priv: p, pub: p.Public()}, nil
	case *ecdh.PrivateKey:
		return &key{priv: p, pub: p.PublicKey()}, nil
	}
	return nil, errUnsupported
}

// maxRSABits is OpenSSL's OPENSSL_RSA_MAX_MODULUS_BITS: beyond it one operation
// of a stranger's key takes minutes.
const maxRSABits = 16384

func newPublic(pub crypto.PublicKey) (*key, error) {
	k := &key{pub: pub}
	if r := k.rsaPublic(); r != nil && r.N.BitLen() > maxRSABits {
		return nil, errModulusTooLarge
	}
	if k.algorithm() == "" {
		return nil, errUnsupported
	}
	return k, nil
}

// wrapKey is a native key object: no methods, for the bytes stay here.
func (b *binding) wrapKey(k *key) goja.Value {
	return bind.Wrap(b.vm, b.vm.NewObject(), k)
}

// key takes a native key object, or bytes and text as a secret.
func (b *binding) key(v goja.Value) *key {
	if k, ok := bind.Unwrap[*key](v); ok {
		return k
	}
	return &key{secret: b.bytes(v)}
}

// keyFuncs are the functions around keys. Those that parse throw OpenSSL's
// errors; JavaScript has checked types and names.
func (b *binding) keyFuncs() bind.Funcs {
	return bind.Funcs{
		"secretKey": func(call goja.FunctionCall) goja.Value {
			return b.wrapKey(&key{secret: b.bytes(call.Argument(0))})
		},
		"isKey": func(call goja.FunctionCall) goja.Value {
			_, ok := bind.Unwrap[*key](call.Argument(0))
			return b.vm.ToValue(ok)
		},
		// privateKey(bytes, format, type, passphrase or undefined)
		"privateKey": func(call goja.FunctionCall) goja.Value {
			return b.parsed(parsePrivate(b.view(call.Argument(0)), call.Argument(1).String(),
				call.Argument(2).String(), b.optionalBytes(call.Argument(3))))
		},
		// publicKey(bytes, format, type, passphrase or undefined)
		"publicKey": func(call goja.FunctionCall) goja.Value {
			return b.parsed(parsePublic(b.view(call.Argument(0)), call.Argument(1).String(),
				call.Argument(2).String(), b.optionalBytes(call.Argument(3))))
		},
		"toPublic": func(call goja.FunctionCall) goja.Value {
			return b.wrapKey(b.key(call.Argument(0)).public())
		},
		"keyType":    func(call goja.FunctionCall) goja.Value { return b.vm.ToValue(b.key(call.Argument(0)).kind()) },
		"algorithm":  func(call goja.FunctionCall) goja.Value { return b.vm.ToValue(b.key(call.Argument(0)).algorithm()) },
		"secretSize": func(call goja.FunctionCall) goja.Value { return b.vm.ToValue(len(b.key(call.Argument(0)).secret)) },
		"secretBytes": func(call goja.FunctionCall) goja.Value {
			return bind.NewBuffer(b.h, append([]byte{}, b.key(call.Argument(0)).secret...))
		},
		"keyEquals": func(call goja.FunctionCall) goja.Value {
			return b.vm.ToValue(b.key(call.Argument(0)).equal(b.key(call.Argument(1))))
		},
		"keyDetails": b.keyDetails,
		// exportKey(key, format, type, cipher or undefined, passphrase)
		"exportKey": func(call goja.FunctionCall) goja.Value {
			cipher := ""
			if v := call.Argument(3); !bind.IsNullish(v) {
				cipher = v.String()
			}
			v, err := b.key(call.Argument(0)).export(call.Argument(1).String(), call.Argument(2).String(),
				cipher, b.optionalBytes(call.Argument(4)))
			if err != nil {
				b.throw(err)
			}
			return b.value(v)
		},
		"exportJWK": b.exportJWK,
		"importJWK": b.importJWK,
	}
}

func (b *binding) parsed(k *key, err error) goja.Value {
	if err != nil {
		b.throw(err)
	}
	return b.wrapKey(k)
}

// keyDetails returns asymmetricKeyDetails; JavaScript makes publicExponent a
// bigint.
func (b *binding) keyDetails(call goja.FunctionCall) goja.Value {
	k := b.key(call.Argument(0))
	o := b.vm.NewObject()
	set := func(name string, v any) {
		if err := o.Set(name, v); err != nil {
			panic(err)
		}
	}
	switch pub := k.pub.(type) {
	case *rsa.PublicKey:
		set("modulusLength", pub.N.BitLen())
		set("publicExponent", big.NewInt(int64(pub.E)))
		if k.pss != nil && k.pss.hash != nil {
			set("hashAlgorithm", k.pss.hash.name)
			set("mgf1HashAlgorithm", k.pss.mgf.name)
			set("saltLength", k.pss.salt)
		}
	case *ecdsa.PublicKey:
		set("namedCurve", curveName(pub.Curve))
	}
	return o
}
