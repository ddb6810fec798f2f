package crypto

import (
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"math"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"tlsjs/jsmod/internal/bind"
)

// spkac is a SignedPublicKeyAndChallenge: what a browser's <keygen> sent (HTML
// 5.0 section 4.10.14).
type spkac struct {
	signed    []byte // the DER that the signature is over
	publicKey []byte // SubjectPublicKeyInfo
	challenge []byte
	digest    *digest // nil for an algorithm that is not known
	signature []byte
}

var errSPKAC = errors.New("crypto: malformed SPKAC")

// spkacDigests are the signature algorithms, RSA and ECDSA, that have a digest
// (RFC 8017 appendix C, RFC 5758 section 3.2).
var spkacDigests = map[string]string{
	"1.2.840.113549.1.1.4":  "md5",
	"1.2.840.113549.1.1.5":  "sha1",
	"1.2.840.113549.1.1.14": "sha224",
	"1.2.840.113549.1.1.11": "sha256",
	"1.2.840.113549.1.1.12": "sha384",
	"1.2.840.113549.1.1.13": "sha512",
	"1.2.840.10045.4.1":     "sha1",
	"1.2.840.10045.4.3.2":   "sha256",
	"1.2.840.10045.4.3.3":   "sha384",
	"1.2.840.10045.4.3.4":   "sha512",
}

func parseSPKAC(text []byte) (*spkac, error) {
	// Go's decoder skips line ends, OpenSSL's only those around the text.
	trimmed := strings.Trim(string(text), " \t\r\n")
	if strings.ContainsAny(trimmed, "\r\n") {
		return nil, errSPKAC
	}
	der, err := base64.StdEncoding.DecodeString(trimmed)
	if err != nil {
		return nil, errSPKAC
	}
	s := &spkac{}
	outer, signed := cryptobyte.String(der), cryptobyte.String(nil)
	var whole, inner, key, challenge, algorithm cryptobyte.String
	var oid asn1.ObjectIdentifier
	var signature asn1.BitString
	if !outer.ReadASN1(&whole, cbasn1.SEQUENCE) ||
		!whole.ReadASN1Element(&signed, cbasn1.SEQUENCE) ||
		!whole.ReadASN1(&algorithm, cbasn1.SEQUENCE) ||
		!algorithm.ReadASN1ObjectIdentifier(&oid) ||
		!whole.ReadASN1BitString(&signature) {
		return nil, errSPKAC
	}
	s.signed = signed
	if !signed.ReadASN1(&inner, cbasn1.SEQUENCE) ||
		!inner.ReadASN1Element(&key, cbasn1.SEQUENCE) ||
		!inner.ReadASN1(&challenge, cbasn1.IA5String) {
		return nil, errSPKAC
	}
	s.publicKey, s.challenge, s.signature = key, challenge, signature.Bytes
	s.digest = findDigest(spkacDigests[oid.String()])
	return s, nil
}

// verify says whether the owner of the key signed the challenge.
func (s *spkac) verify() bool {
	k, err := parseSPKI(s.publicKey)
	if err != nil || s.digest == nil {
		return false
	}
	j := &signJob{digest: s.digest, data: s.signed, key: k}
	good, err := j.verify(s.signature)
	return err == nil && good
}

var errSPKACTooLarge = codeError("RangeError", "ERR_OUT_OF_RANGE", "spkac is too large")

func (b *binding) spkac(call goja.FunctionCall) (*spkac, error) {
	text := b.view(call.Argument(0))
	if len(text) > math.MaxInt32 {
		b.throw(errSPKACTooLarge)
	}
	return parseSPKAC(text)
}

// spkacFuncs take the base64 text; what is malformed gives false or undefined.
func (b *binding) spkacFuncs() bind.Funcs {
	export := func(part func(*spkac) []byte) func(goja.FunctionCall) goja.Value {
		return func(call goja.FunctionCall) goja.Value {
			s, err := b.spkac(call)
			if err != nil {
				return goja.Undefined()
			}
			return bind.NewBuffer(b.h, part(s))
		}
	}
	return bind.Funcs{
		"spkacVerify": func(call goja.FunctionCall) goja.Value {
			s, err := b.spkac(call)
			return b.vm.ToValue(err == nil && s.verify())
		},
		"spkacChallenge": export(func(s *spkac) []byte { return s.challenge }),
		"spkacPublicKey": export(func(s *spkac) []byte {
			return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: s.publicKey})
		}),
	}
}
