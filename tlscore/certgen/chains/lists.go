package chains

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/pem"

	"tlsjs/tlscore/certgen"
)

// firstVersion makes a list one of version 1, signed by ca: without the number
// of the version and without extensions.
func firstVersion(text []byte, ca *certgen.Pair) []byte {
	block, _ := pem.Decode(text)
	var whole struct {
		Signed, Algorithm asn1.RawValue
		Signature         asn1.BitString
	}
	mustRead(block.Bytes, &whole)
	var body []byte
	for rest := whole.Signed.Bytes; len(rest) > 0; {
		var field asn1.RawValue
		rest = mustRead(rest, &field)
		if field.Tag != asn1.TagInteger && field.Class == asn1.ClassUniversal {
			body = append(body, field.FullBytes...)
		}
	}
	whole.Signed = asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: body}
	signed, err := asn1.Marshal(whole.Signed)
	if err != nil {
		panic(err)
	}
	digest := sha256.Sum256(signed)
	signature, err := ca.Key.Sign(rand.Reader, digest[:], crypto.SHA256)
	if err != nil {
		panic(err)
	}
	whole.Signature = asn1.BitString{Bytes: signature, BitLength: 8 * len(signature)}
	der, err := asn1.Marshal(whole)
	if err != nil {
		panic(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: der})
}

// mustRead returns what follows the value.
func mustRead(der []byte, into any) []byte {
	rest, err := asn1.Unmarshal(der, into)
	if err != nil {
		panic(err)
	}
	return rest
}
