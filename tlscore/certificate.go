package tlscore

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// CertificateInfo is what Node's getPeerCertificate shows of one certificate
// (tls documentation, "Certificate object"), field by field. Fields that Node
// leaves out for such a certificate are zero.
type CertificateInfo struct {
	// Subject and Issuer are pairs of short name ("CN", "emailAddress", dotted
	// numbers for unknown ones) and value, in the certificate's order. A name
	// may occur more than once; Node then shows a list.
	Subject, Issuer [][2]string
	// SubjectAltName is the text in Node 20's form, with values quoted that
	// could be taken for several.
	SubjectAltName string
	// InfoAccess are pairs like "OCSP - URI" and an address, in order.
	InfoAccess [][2]string
	// InfoAccessText is the same as text, one line each, quoted like SubjectAltName.
	InfoAccessText string
	// CA is true for what OpenSSL takes for a proper CA.
	CA bool
	// Modulus is upper-case hexadecimal, Exponent "0x10001"; RSA only.
	Modulus, Exponent string
	// Bits is the size of an RSA or EC key.
	Bits int
	// PublicKey is the DER of an RSA key (SubjectPublicKeyInfo), the
	// uncompressed point of an EC key.
	PublicKey []byte
	// ASN1Curve ("prime256v1") and NISTCurve ("P-256") name an EC key's curve.
	ASN1Curve, NISTCurve string
	// ValidFrom and ValidTo are like "Nov  1 01:02:03 2026 GMT".
	ValidFrom, ValidTo string
	// Fingerprint (SHA-1), Fingerprint256 and Fingerprint512 are upper-case
	// hexadecimal bytes with colons.
	Fingerprint, Fingerprint256, Fingerprint512 string
	// ExtKeyUsage are dotted numbers, nil without the extension.
	ExtKeyUsage []string
	// SerialNumber is upper-case hexadecimal, two digits a byte.
	SerialNumber string
	// Raw is the DER. It belongs to the certificate: do not change it.
	Raw []byte
}

// DescribeCertificate fills a [CertificateInfo]. It does not fail: an
// extension that cannot be read is left out. Any goroutine may call it.
func DescribeCertificate(c *x509.Certificate) *CertificateInfo {
	sum1, sum256, sum512 := sha1.Sum(c.Raw), sha256.Sum256(c.Raw), sha512.Sum512(c.Raw)
	info := &CertificateInfo{
		Subject:        nameEntries(c.RawSubject),
		Issuer:         nameEntries(c.RawIssuer),
		SubjectAltName: subjectAltNameText(c),
		CA:             caKindOf(c) == properCA,
		ValidFrom:      opensslTime(c.NotBefore),
		ValidTo:        opensslTime(c.NotAfter),
		Fingerprint:    colonHex(sum1[:]),
		Fingerprint256: colonHex(sum256[:]),
		Fingerprint512: colonHex(sum512[:]),
		ExtKeyUsage:    extKeyUsageOIDs(c),
		SerialNumber:   upperHex(c.SerialNumber),
		Raw:            c.Raw,
	}
	info.InfoAccess, info.InfoAccessText = infoAccess(c)
	info.describeKey(c)
	return info
}

func (info *CertificateInfo) describeKey(c *x509.Certificate) {
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		info.Modulus = upperHex(key.N)
		info.Exponent = fmt.Sprintf("0x%x", key.E)
		info.Bits = key.N.BitLen()
		info.PublicKey = c.RawSubjectPublicKeyInfo
	case *ecdsa.PublicKey:
		info.NISTCurve = key.Curve.Params().Name
		info.ASN1Curve = opensslCurves[info.NISTCurve]
		info.Bits = key.Curve.Params().BitSize
		info.PublicKey, _ = key.Bytes()
	}
}

// opensslCurves are OpenSSL's short names for crypto/elliptic's curves.
var opensslCurves = map[string]string{
	"P-224": "secp224r1", "P-256": "prime256v1", "P-384": "secp384r1", "P-521": "secp521r1",
}

// opensslTime is how ASN1_TIME_print writes a time: the day is padded.
func opensslTime(t time.Time) string { return t.UTC().Format("Jan _2 15:04:05 2006") + " GMT" }

func colonHex(b []byte) string {
	parts := make([]string, len(b))
	for i := range b {
		parts[i] = strings.ToUpper(hex.EncodeToString(b[i : i+1]))
	}
	return strings.Join(parts, ":")
}

// upperHex is BN_bn2hex: whole bytes, except that zero is one digit.
func upperHex(n *big.Int) string {
	text := strings.ToUpper(hex.EncodeToString(n.Bytes()))
	switch {
	case text == "":
		return "0"
	case n.Sign() < 0:
		return "-" + text
	}
	return text
}

func extKeyUsageOIDs(c *x509.Certificate) []string {
	der := extension(c, "2.5.29.37")
	if der == nil {
		return nil
	}
	var oids []asn1.ObjectIdentifier
	if _, err := asn1.Unmarshal(der, &oids); err != nil {
		return nil
	}
	texts := make([]string, len(oids))
	for i, oid := range oids {
		texts[i] = oid.String()
	}
	return texts
}
