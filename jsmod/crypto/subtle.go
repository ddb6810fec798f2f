package crypto

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"fmt"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// subtleFuncs are what SubtleCrypto needs and the rest of crypto has not: its jobs
// in one piece, whose last argument is a callback, and raw public keys.
func (b *binding) subtleFuncs() bind.Funcs {
	return bind.Funcs{
		// digestJob(digest, bytes, callback)
		"digestJob": func(call goja.FunctionCall) goja.Value {
			d, data := b.hmacDigest(call.Argument(0)), b.bytes(call.Argument(1))
			return b.run(call.Argument(2), func() (any, error) {
				h := d.make()
				h.Write(data)
				return h.Sum(nil), nil
			})
		},
		// hmacJob(digest, key, bytes, signature or undefined, callback) makes an HMAC,
		// or tells whether it is the signature.
		"hmacJob": func(call goja.FunctionCall) goja.Value {
			d, k, data := b.hmacDigest(call.Argument(0)), b.key(call.Argument(1)), b.bytes(call.Argument(2))
			verify, signature := !bind.IsNullish(call.Argument(3)), b.optionalBytes(call.Argument(3))
			return b.run(call.Argument(4), func() (any, error) {
				h := hmac.New(d.make, k.secret)
				h.Write(data)
				if verify {
					return hmac.Equal(h.Sum(nil), signature), nil
				}
				return h.Sum(nil), nil
			})
		},
		// rsaOAEP(encrypt, key, bytes, digest, label or undefined, callback)
		"rsaOAEP": func(call goja.FunctionCall) goja.Value {
			do := privateDecrypt
			if call.Argument(0).ToBoolean() {
				do = publicEncrypt
			}
			k, data := b.key(call.Argument(1)), b.bytes(call.Argument(2))
			opt := rsaOptions{padding: padOAEP, hash: b.hmacDigest(call.Argument(3)), label: b.optionalBytes(call.Argument(4))}
			return b.run(call.Argument(5), func() (any, error) { return result(do(k, data, opt)) })
		},
		// agree(private key, public key, callback)
		"agree": func(call goja.FunctionCall) goja.Value {
			priv, pub := b.key(call.Argument(0)), b.key(call.Argument(1))
			return b.run(call.Argument(2), func() (any, error) { return result(sharedSecret(priv, pub)) })
		},
		"aesCTR": b.aesCTR, "aesCBC": b.aesCBC, "aesGCM": b.aesGCM, "aesKW": b.aesKW,
		// rawPublicKey(key) is the point or the number of a public key.
		"rawPublicKey": func(call goja.FunctionCall) goja.Value {
			return b.orThrow(rawPublic(b.key(call.Argument(0))))
		},
		// parseRawPublicKey(curve, bytes) takes either.
		"parseRawPublicKey": func(call goja.FunctionCall) goja.Value {
			return b.parsed(parseRawPublic(call.Argument(0).String(), b.bytes(call.Argument(1))))
		},
	}
}

func rawPublic(k *key) ([]byte, error) {
	switch pub := k.pub.(type) {
	case *ecdsa.PublicKey:
		return pub.Bytes()
	case ed25519.PublicKey:
		return append([]byte{}, pub...), nil
	case *ecdh.PublicKey:
		return pub.Bytes(), nil
	}
	return nil, errWrongKeyType
}

func parseRawPublic(curve string, raw []byte) (*key, error) {
	if c := findCurve(curve); c != nil {
		pub, err := parsePoint(c, raw)
		if err != nil {
			return nil, err
		}
		return newPublic(pub)
	}
	if len(raw) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("%d bytes instead of %d", len(raw), ed25519.PublicKeySize)
	}
	if curve == "Ed25519" {
		return newPublic(ed25519.PublicKey(raw))
	}
	pub, err := ecdh.X25519().NewPublicKey(raw)
	if err != nil {
		return nil, err
	}
	return newPublic(pub)
}
