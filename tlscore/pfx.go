package tlscore

import (
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"strings"

	"software.sslmate.com/src/go-pkcs12"
)

// pfxContents is a PKCS#12 file, read. Leaf is the certificate that fits Key.
type pfxContents struct {
	key    crypto.Signer
	leaf   *x509.Certificate
	others []*x509.Certificate
}

// parsePFX opens a PKCS#12 file (RFC 7292), modern (PBES2) or old (3DES, RC2).
// passphrase nil and empty both try the two forms of an empty password that
// are about (no bytes, and two zero bytes).
func parsePFX(data, passphrase []byte) (*pfxContents, error) {
	if err := checkPFXFrame(data); err != nil {
		return nil, err
	}
	key, leaf, others, err := pkcs12.DecodeChain(data, string(passphrase))
	if err != nil {
		return nil, pfxError(err, passphrase)
	}
	signer, err := asSigner(key)
	if err != nil {
		return nil, materialError(ReasonPFXUnsupported, err)
	}
	contents := &pfxContents{key: signer}
	for _, c := range append([]*x509.Certificate{leaf}, others...) {
		if contents.leaf == nil && samePublicKey(signer, c) {
			contents.leaf = c
		} else {
			contents.others = append(contents.others, c)
		}
	}
	if contents.leaf == nil {
		return nil, materialError(ReasonKeyValuesMismatch, errors.New("pfx holds no certificate for its key"))
	}
	return contents, nil
}

// checkPFXFrame tells a file that is cut short from one that is something else,
// as OpenSSL's reader does.
func checkPFXFrame(data []byte) error {
	var outer asn1.RawValue
	if _, err := asn1.Unmarshal(data, &outer); err != nil {
		return materialError(ReasonNotEnoughData, errors.New("pfx is not a complete DER value"))
	}
	var version asn1.RawValue
	_, err := asn1.Unmarshal(outer.Bytes, &version)
	if outer.Tag != asn1.TagSequence || err != nil || version.Tag != asn1.TagInteger {
		return plainError(ReasonWrongTag, errors.New("pfx is not a PKCS#12 file"))
	}
	return nil
}

// pfxError reads the library's errors. Most of them are texts without a type;
// this is the only place that looks at them.
func pfxError(err error, passphrase []byte) *Error {
	text := err.Error()
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption):
		if passphrase == nil {
			err = ErrPassphraseMissing
		}
		return materialError(ReasonMACVerifyFailure, err)
	case strings.Contains(text, "no MAC in data"):
		return materialError(ReasonMACAbsent, nil)
	case strings.Contains(text, "decryption error"), strings.Contains(text, "decryption password incorrect"),
		// A wrong passphrase passes the padding check once in 256 times.
		strings.Contains(text, "error unmarshaling decrypted private key"):
		return plainError(ReasonBadDecrypt, err)
	case strings.Contains(text, "private key missing"):
		return materialError(ReasonPFXNoKey, nil)
	case strings.Contains(text, "certificate missing"):
		return materialError(ReasonPFXNoCertificate, nil)
	}
	return materialError(ReasonPFXUnsupported, fmt.Errorf("pfx cannot be read: %s", strings.TrimPrefix(text, "pkcs12: ")))
}

// plainError is an error to which Node gives OpenSSL's reason but, about a PFX
// and only there, neither number nor code.
func plainError(reason Reason, cause error) *Error {
	return &Error{Kind: KindCaller, Reason: reason, Err: cause}
}
