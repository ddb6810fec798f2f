package tlscore

import (
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"slices"
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
		return nil, pfxError(err, passphrase, onlyEncrypted(data))
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

// onlyEncrypted reports whether nothing but what decryption makes of it tells a
// right passphrase from a wrong one: the file is well-formed so far, has no MAC, and
// certificates that are encrypted.
func onlyEncrypted(data []byte) bool {
	type content struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"tag:0,explicit,optional"`
	}
	var file struct {
		Version int
		Safe    content
		MAC     asn1.RawValue `asn1:"optional"`
	}
	var octets []byte
	var safe []content
	if _, err := asn1.Unmarshal(data, &file); err != nil || len(file.MAC.FullBytes) > 0 {
		return false
	}
	if _, err := asn1.Unmarshal(file.Safe.Content.Bytes, &octets); err != nil {
		return false
	}
	if _, err := asn1.Unmarshal(octets, &safe); err != nil {
		return false
	}
	encryptedData := asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 6}
	return slices.ContainsFunc(safe, func(c content) bool { return c.Type.Equal(encryptedData) })
}

// pfxError reads the library's errors. Most of them are texts without a type;
// this is the only place that looks at them.
func pfxError(err error, passphrase []byte, onlyEncrypted bool) *Error {
	text := err.Error()
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		if passphrase == nil {
			err = ErrPassphraseMissing
		}
		return materialError(ReasonMACVerifyFailure, err)
	case strings.Contains(text, "no MAC in data"):
		return materialError(ReasonMACAbsent, nil)
	case errors.Is(err, pkcs12.ErrDecryption), strings.Contains(text, "decryption error"),
		strings.Contains(text, "decryption password incorrect"),
		// A wrong passphrase passes the padding check once in 256 times.
		strings.Contains(text, "error unmarshaling decrypted private key"),
		onlyEncrypted && (strings.Contains(text, "asn1: ") || strings.Contains(text, "trailing data")):
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
