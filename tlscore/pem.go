package tlscore

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
)

const (
	blockCertificate        = "CERTIFICATE"
	blockOldCertificate     = "X509 CERTIFICATE"
	blockTrustedCertificate = "TRUSTED CERTIFICATE"
	blockCRL                = "X509 CRL"
)

func isCertificateBlock(name string) bool {
	return name == blockCertificate || name == blockOldCertificate || name == blockTrustedCertificate
}

// pemBlocks returns the blocks whose type is wanted. A text without any is no
// error here; one with a wanted block that is damaged is, where encoding/pem
// alone would pass over it in silence.
func pemBlocks(text []byte, wanted func(name string) bool) ([]*pem.Block, error) {
	var found []*pem.Block
	for {
		begin := nextBegin(text)
		if begin == nil {
			return found, nil
		}
		text = text[begin.at:]
		if !wanted(begin.name) {
			text = text[len(beginMark):]
			continue
		}
		endLine := "-----END " + begin.name + "-----"
		end := bytes.Index(text, []byte(endLine))
		if end < 0 {
			return found, materialError(ReasonBadEndLine, fmt.Errorf("the block %q has no END line", begin.name))
		}
		end += len(endLine)
		block, _ := pem.Decode(text[:end])
		if block == nil {
			return found, materialError(ReasonBadBase64, fmt.Errorf("the block %q does not decode", begin.name))
		}
		found, text = append(found, block), text[end:]
	}
}

const beginMark = "-----BEGIN "

// pemBegin is a BEGIN line: its offset and the type that it names.
type pemBegin struct {
	at   int
	name string
}

func nextBegin(text []byte) *pemBegin {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(beginMark))
		if i < 0 {
			return nil
		}
		at := from + i
		from = at + len(beginMark)
		line, _, _ := bytes.Cut(text[from:], []byte("\n"))
		name, ok := strings.CutSuffix(strings.TrimRight(string(line), " \t\r"), "-----")
		if ok && (at == 0 || text[at-1] == '\n') {
			return &pemBegin{at, name}
		}
	}
}

// errUnsupportedCertificate is wrapped around well-formed certificates that
// crypto/x509 refuses (a curve it has not, a negative serial number).
var errUnsupportedCertificate = errors.New("certificate is not supported")

// parseCertificateBlock reads one certificate, without the trust settings that
// OpenSSL's TRUSTED CERTIFICATE carries behind it.
func parseCertificateBlock(block *pem.Block) (*x509.Certificate, error) {
	der := block.Bytes
	var outer asn1.RawValue
	rest, err := asn1.Unmarshal(der, &outer)
	if err != nil || outer.Class != asn1.ClassUniversal || outer.Tag != asn1.TagSequence {
		return nil, materialError(ReasonWrongTag, errors.New("a certificate block holds no certificate"))
	}
	if block.Type == blockTrustedCertificate {
		der = der[:len(der)-len(rest)]
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, materialError(ReasonCertificateUnsupported, fmt.Errorf("%w: %w", errUnsupportedCertificate, err))
	}
	return c, nil
}

// parseChain reads a certificate chain: at least one certificate.
func parseChain(text []byte) ([]*x509.Certificate, error) {
	blocks, err := pemBlocks(text, isCertificateBlock)
	if err != nil {
		return nil, err
	}
	if len(blocks) == 0 {
		return nil, materialError(ReasonNoStartLine, errors.New("cert holds no PEM certificate"))
	}
	chain := make([]*x509.Certificate, 0, len(blocks))
	for _, block := range blocks {
		c, err := parseCertificateBlock(block)
		if err != nil {
			return nil, err
		}
		chain = append(chain, c)
	}
	return chain, nil
}

// parseCAs reads certificates to trust. A text without any is passed over, as
// Node does; a certificate of a kind that crypto/x509 lacks is passed over as
// well, for it could vouch for nobody here. Damage is an error.
func parseCAs(texts [][]byte) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	for _, text := range texts {
		blocks, err := pemBlocks(text, isCertificateBlock)
		if err != nil {
			return nil, err
		}
		for _, block := range blocks {
			c, err := parseCertificateBlock(block)
			if errors.Is(err, errUnsupportedCertificate) {
				continue
			}
			if err != nil {
				return nil, err
			}
			all = append(all, c)
		}
	}
	return all, nil
}

// parseCRLs reads revocation lists, PEM (one or more a text) or DER.
func parseCRLs(texts [][]byte) ([]*x509.RevocationList, error) {
	var all []*x509.RevocationList
	for _, text := range texts {
		ders := [][]byte{text}
		if nextBegin(text) != nil {
			blocks, err := pemBlocks(text, func(name string) bool { return name == blockCRL })
			if err != nil {
				return nil, materialError(ReasonBadCRL, err)
			}
			ders = nil
			for _, block := range blocks {
				ders = append(ders, block.Bytes)
			}
		}
		for _, der := range ders {
			crl, err := parseCRL(der)
			if err != nil {
				return nil, materialError(ReasonBadCRL, err)
			}
			all = append(all, crl)
		}
		if len(ders) == 0 {
			return nil, materialError(ReasonBadCRL, errors.New("crl holds no revocation list"))
		}
	}
	return all, nil
}
