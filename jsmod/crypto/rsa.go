package crypto

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"math/big"
	"strings"

	"filippo.io/bigmod"
	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// rsaFuncs are RSA encryption both ways. Their arguments are
// (key, bytes, padding, oaepHash or undefined, oaepLabel or undefined).
func (b *binding) rsaFuncs() bind.Funcs {
	with := func(do func(*key, []byte, rsaOptions) ([]byte, error)) bind.Func {
		return func(call goja.FunctionCall) goja.Value {
			opt := rsaOptions{padding: int(call.Argument(2).ToInteger()), label: b.optionalBytes(call.Argument(4))}
			opt.hash = findDigest("sha1")
			if v := call.Argument(3); !bind.IsNullish(v) {
				if opt.hash = findDigest(v.String()); opt.hash == nil || opt.hash.make == nil {
					b.throw(codeError("Error", "ERR_OSSL_EVP_INVALID_DIGEST", "Invalid digest used"))
				}
			}
			k := b.key(call.Argument(0))
			if k.rsaPublic() == nil {
				b.throw(errWrongKeyType)
			}
			if k.pss != nil {
				b.throw(opensslError(0x1C8000B2, "provider", "operation not supported for this keytype"))
			}
			out, err := do(k, b.view(call.Argument(1)), opt)
			if err != nil {
				b.throw(err)
			}
			return bind.NewBuffer(b.h, out)
		}
	}
	return bind.Funcs{
		"pkcs1Reverted": func(goja.FunctionCall) goja.Value {
			return b.vm.ToValue(b.h.Config().Flags["security-revert"] == "CVE-2023-46809")
		},
		"publicEncrypt": with(publicEncrypt), "privateDecrypt": with(privateDecrypt),
		"privateEncrypt": with(privateEncrypt), "publicDecrypt": with(publicDecrypt),
	}
}

type rsaOptions struct {
	padding int
	hash    *digest // of OAEP
	label   []byte
}

// rsaError finds OpenSSL's words for an error of crypto/rsa; otherwise serves
// where the cause is not known.
func rsaError(err error, otherwise *nodeError) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, rsa.ErrMessageTooLong):
		return errDataTooLarge
	case strings.Contains(err.Error(), "insecure"):
		return wrapped(errKeyTooSmall, err)
	}
	return wrapped(otherwise, err)
}

func publicEncrypt(k *key, data []byte, opt rsaOptions) ([]byte, error) {
	pub := k.rsaPublic()
	switch opt.padding {
	case padPKCS1:
		//lint:ignore SA1019 the script chose this padding by its number
		out, err := rsa.EncryptPKCS1v15(rand.Reader, pub, data)
		return out, rsaError(err, errDataTooLarge)
	case padOAEP:
		out, err := rsa.EncryptOAEP(opt.hash.make(), rand.Reader, pub, data, opt.label)
		return out, rsaError(err, errDataTooLarge)
	case padNone:
		if len(data) < pub.Size() {
			return nil, errDataTooSmall
		}
		return rsaPublicRaw(pub, data)
	}
	return nil, errIllegalPadding
}

func privateDecrypt(k *key, data []byte, opt rsaOptions) ([]byte, error) {
	priv := k.rsaPrivate()
	switch opt.padding {
	case padPKCS1:
		//lint:ignore SA1019 the script chose this padding by its number
		out, err := rsa.DecryptPKCS1v15(rand.Reader, priv, data)
		return out, rsaError(err, errPaddingCheck)
	case padOAEP:
		out, err := rsa.DecryptOAEP(opt.hash.make(), rand.Reader, priv, data, opt.label)
		if err != nil {
			return nil, rsaError(wrapped(errOAEPDecoding, err), errOAEPDecoding)
		}
		return out, nil
	case padNone:
		return rsaPrivateRaw(priv, data)
	}
	return nil, errIllegalPadding
}

func privateEncrypt(k *key, data []byte, opt rsaOptions) ([]byte, error) {
	priv := k.rsaPrivate()
	switch opt.padding {
	case padPKCS1:
		// A hash of 0 means that data is padded as it is.
		out, err := rsa.SignPKCS1v15(nil, priv, 0, data)
		return out, rsaError(err, errDataTooLarge)
	case padNone:
		if len(data) < priv.Size() {
			return nil, errDataTooSmall
		}
		return rsaPrivateRaw(priv, data)
	}
	return nil, errIllegalPadding
}

// What OpenSSL says of a block that is not padded for a signature, in the order in
// which it looks.
var (
	errInvalidPadding  = opensslError(0x0200008A, "rsa", "invalid padding")
	errBlockType       = opensslError(0x0200006A, "rsa", "block type is not 01")
	errBadFixedHeader  = opensslError(0x02000066, "rsa", "bad fixed header decrypt")
	errNullBeforeBlock = opensslError(0x02000071, "rsa", "null before block missing")
	errBadPadByteCount = opensslError(0x02000067, "rsa", "bad pad byte count")
)

const minSignaturePadLength = 8

func publicDecrypt(k *key, data []byte, opt rsaOptions) ([]byte, error) {
	if opt.padding != padPKCS1 && opt.padding != padNone {
		return nil, errIllegalPadding
	}
	em, err := rsaPublicRaw(k.rsaPublic(), data)
	if err != nil || opt.padding == padNone {
		return em, err
	}
	return signedText(em)
}

// signedText takes the padding off (RFC 8017 section 9.2): 00 01 FF…FF 00 and the
// text. All of it is public.
func signedText(em []byte) ([]byte, error) {
	switch {
	case len(em) < 2+minSignaturePadLength+1, em[0] != 0:
		return nil, errInvalidPadding
	case em[1] != 1:
		return nil, errBlockType
	}
	rest := em[2:]
	for i, b := range rest {
		switch {
		case b == 0xff:
			continue
		case b != 0:
			return nil, errBadFixedHeader
		case i < minSignaturePadLength:
			return nil, errBadPadByteCount
		}
		return rest[i+1:], nil
	}
	return nil, errNullBeforeBlock
}

// rsaPublicRaw is data^e mod N.
func rsaPublicRaw(pub *rsa.PublicKey, data []byte) ([]byte, error) {
	m := new(big.Int).SetBytes(data)
	if len(data) > pub.Size() {
		return nil, errDataTooLarge
	}
	if m.Cmp(pub.N) >= 0 {
		return nil, errDataTooBig
	}
	return m.Exp(m, big.NewInt(int64(pub.E)), pub.N).FillBytes(make([]byte, pub.Size())), nil
}

// rsaPrivateRaw is data^d mod N in constant time, for what crypto/rsa pads no
// further.
func rsaPrivateRaw(priv *rsa.PrivateKey, data []byte) ([]byte, error) {
	if len(data) > priv.Size() {
		return nil, errDataTooLarge
	}
	n, err := bigmod.NewModulus(priv.N.Bytes())
	if err != nil {
		return nil, err
	}
	x, err := bigmod.NewNat().SetBytes(append(make([]byte, priv.Size()-len(data)), data...), n)
	if err != nil {
		return nil, wrapped(errDataTooBig, err)
	}
	return bigmod.NewNat().Exp(x, priv.D.FillBytes(make([]byte, priv.Size())), n).Bytes(n), nil
}
