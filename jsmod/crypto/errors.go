package crypto

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// nodeError is a failure in Node's words. Those that Node takes from OpenSSL
// also carry OpenSSL's library and reason.
type nodeError struct {
	class           string
	code            string
	message         string
	library, reason string
	cause           error
}

func (e *nodeError) Error() string { return e.message }
func (e *nodeError) Unwrap() error { return e.cause }

func plainError(message string) *nodeError { return &nodeError{class: "Error", message: message} }

func codeError(class, code, message string) *nodeError {
	return &nodeError{class: class, code: code, message: message}
}

// libraries are the numbers and names of OpenSSL 3.0's parts (err.h), and what
// Node puts between ERR_OSSL_ and the reason.
var libraries = map[string]struct {
	name, infix string
}{
	"rsa":      {"rsa routines", "RSA_"},
	"evp":      {"digital envelope routines", "EVP_"},
	"ec":       {"elliptic curve routines", "EC_"},
	"asn1":     {"asn1 encoding routines", "ASN1_"},
	"pem":      {"PEM routines", "PEM_"},
	"dh":       {"Diffie-Hellman routines", "DH_"},
	"bn":       {"bignum routines", "BN_"},
	"x509":     {"x509 certificate routines", "X509_"},
	"decoder":  {"DECODER routines", ""},
	"pkcs12":   {"PKCS12 routines", "PKCS12_"},
	"provider": {"Provider routines", ""},
}

// opensslError is what Node throws for an entry of OpenSSL's error queue, with
// the packed number that OpenSSL 3.0 prints.
func opensslError(number uint32, library, reason string) *nodeError {
	lib := libraries[library]
	code := strings.ReplaceAll(strings.ToUpper(reason), " ", "_")
	return &nodeError{
		class: "Error", code: "ERR_OSSL_" + lib.infix + code,
		message: fmt.Sprintf("error:%08X:%s::%s", number, lib.name, reason),
		library: lib.name, reason: reason,
	}
}

var (
	errUnsupported      = opensslError(0x1E08010C, "decoder", "unsupported")
	errBadDecrypt       = opensslError(0x1C800064, "provider", "bad decrypt")
	errFinalBlock       = opensslError(0x1C80006B, "provider", "wrong final block length")
	errNotXOF           = opensslError(0x030000B2, "evp", "not XOF or invalid length")
	errInvalidDigest    = opensslError(0x1C800091, "provider", "invalid digest")
	errDataTooLarge     = opensslError(0x0200006E, "rsa", "data too large for key size")
	errDataTooSmall     = opensslError(0x0200007A, "rsa", "data too small for key size")
	errDataTooBig       = opensslError(0x02000084, "rsa", "data too large for modulus")
	errModulusTooLarge  = opensslError(0x02000069, "rsa", "modulus too large")
	errOAEPDecoding     = opensslError(0x02000079, "rsa", "oaep decoding error")
	errKeyTooSmall      = opensslError(0x02000078, "rsa", "key size too small")
	errPaddingCheck     = opensslError(0x02000072, "rsa", "padding check failed")
	errIllegalPadding   = opensslError(0x1C8000A5, "provider", "illegal or unsupported padding mode")
	errWrongKeyType     = opensslError(0x03000096, "evp", "operation not supported for this keytype")
	errInvalidState     = codeError("Error", "ERR_CRYPTO_INVALID_STATE", "Invalid state")
	errInvalidKeyLength = codeError("RangeError", "ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length")
	errInvalidIV        = codeError("TypeError", "ERR_CRYPTO_INVALID_IV", "Invalid initialization vector")
	errUnknownCipher    = codeError("Error", "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher")
)

// jsError makes the JavaScript error for err.
func (b *binding) jsError(err error) *goja.Object {
	var e *nodeError
	if !errors.As(err, &e) {
		return bind.Error(b.vm, "Error", "ERR_CRYPTO_OPERATION_FAILED", "Operation failed: "+err.Error())
	}
	var props []any
	if e.library != "" {
		props = append(props, "library", e.library, "reason", e.reason)
	}
	o := bind.Error(b.vm, e.class, "", e.message, props...)
	if e.code != "" {
		if err := o.Set("code", e.code); err != nil {
			panic(err)
		}
	}
	return o
}

// throw throws err in JavaScript. It does not return.
func (b *binding) throw(err error) { panic(b.jsError(err)) }
