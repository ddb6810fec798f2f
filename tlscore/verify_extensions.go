package tlscore

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"slices"
)

// supportedExtensions are those whose critical flag OpenSSL 3.0 accepts
// (X509_supported_extension).
var supportedExtensions = map[string]bool{
	"2.16.840.1.113730.1.1": true, // netscape certificate type
	"2.5.29.15":             true, // key usage
	"2.5.29.17":             true, // subject alternative name
	"2.5.29.19":             true, // basic constraints
	"2.5.29.32":             true, // certificate policies
	"2.5.29.31":             true, // CRL distribution points
	"2.5.29.37":             true, // extended key usage
	"1.3.6.1.5.5.7.1.7":     true, // IP address blocks
	"1.3.6.1.5.5.7.1.8":     true, // AS identifiers
	"1.3.6.1.5.5.7.48.1.5":  true, // OCSP no check
	"2.5.29.36":             true, // policy constraints
	"1.3.6.1.5.5.7.1.14":    true, // proxy certificate info
	"2.5.29.30":             true, // name constraints
	"2.5.29.33":             true, // policy mappings
	"2.5.29.54":             true, // inhibit any policy
}

const oidProxyCertInfo = "1.3.6.1.5.5.7.1.14"

// checkExtensions asks every certificate whether it may be where it is.
func (v *verification) checkExtensions() {
	below := 0 // issuers under this one that count against a path length
	for i, c := range v.chain {
		if hasUnknownCritical(c) {
			v.fail(VerifyUnhandledCritical, i)
		}
		if extension(c, oidProxyCertInfo) != nil {
			v.fail(VerifyProxyNotAllowed, i)
		}
		ca := caKindOf(c)
		if i > 0 && (ca == notCA || i+1 < len(v.chain) && ca != properCA) {
			v.fail(VerifyInvalidCA, i)
		}
		if !fitsPurpose(c, v.purpose, i > 0) {
			v.fail(VerifyInvalidPurpose, i)
		}
		if limit, ok := pathLength(c); ok && i > 1 && below > limit {
			v.fail(VerifyPathLengthExceeded, i)
		}
		if i > 0 && !selfIssued(c) {
			below++
		}
	}
}

func hasUnknownCritical(c *x509.Certificate) bool {
	for _, e := range c.Extensions {
		if e.Critical && !supportedExtensions[e.Id.String()] {
			return true
		}
	}
	return false
}

func pathLength(c *x509.Certificate) (int, bool) {
	if !c.BasicConstraintsValid || !c.IsCA || c.MaxPathLen < 0 || c.MaxPathLen == 0 && !c.MaxPathLenZero {
		return 0, false
	}
	return c.MaxPathLen, true
}

// caKind is how a certificate shows that it is a CA's (X509_check_ca(3)).
type caKind int

const (
	notCA      caKind = iota
	properCA          // basic constraints say so
	oldRootCA         // self-signed, X.509 version 1
	keyUsageCA        // no basic constraints, but a key usage with certificate signing
	netscapeCA        // only the netscape certificate type says so
)

func caKindOf(c *x509.Certificate) caKind {
	switch {
	case c.KeyUsage != 0 && c.KeyUsage&x509.KeyUsageCertSign == 0:
		return notCA
	case c.BasicConstraintsValid && c.IsCA:
		return properCA
	case c.BasicConstraintsValid:
		return notCA
	case c.Version == 1 && selfSigned(c):
		return oldRootCA
	case c.KeyUsage != 0:
		return keyUsageCA
	case netscapeType(c)&netscapeAnyCA != 0:
		return netscapeCA
	}
	return notCA
}

// Bits of the netscape certificate type.
const (
	netscapeClient = 0x80
	netscapeServer = 0x40
	netscapeSSLCA  = 0x04
	netscapeAnyCA  = 0x07
)

// netscapeType returns the bits of that extension, 0 without it.
func netscapeType(c *x509.Certificate) byte {
	var bits asn1.BitString
	if der := extension(c, "2.16.840.1.113730.1.1"); der != nil {
		if _, err := asn1.Unmarshal(der, &bits); err == nil && len(bits.Bytes) > 0 {
			return bits.Bytes[0]
		}
	}
	return 0
}

// fitsPurpose is OpenSSL's X509_check_purpose for the two roles of TLS. Unlike
// crypto/x509 it does not let anyExtendedKeyUsage stand for a role.
func fitsPurpose(c *x509.Certificate, purpose Purpose, issuer bool) bool {
	if purpose == PurposeAny {
		return true
	}
	usages, netscape, keyUsage := purpose.extKeyUsages(), byte(netscapeServer),
		x509.KeyUsageDigitalSignature|x509.KeyUsageKeyEncipherment|x509.KeyUsageKeyAgreement
	if purpose == PurposeClient {
		netscape, keyUsage = netscapeClient, x509.KeyUsageDigitalSignature|x509.KeyUsageKeyAgreement
	}
	if len(c.ExtKeyUsage)+len(c.UnknownExtKeyUsage) > 0 &&
		!slices.ContainsFunc(c.ExtKeyUsage, func(u x509.ExtKeyUsage) bool { return slices.Contains(usages, u) }) {
		return false
	}
	kind := netscapeType(c)
	if issuer {
		ca := caKindOf(c)
		return ca != notCA && (ca != netscapeCA || kind&netscapeSSLCA != 0)
	}
	return (c.KeyUsage == 0 || c.KeyUsage&keyUsage != 0) && (kind == 0 || kind&netscape != 0)
}

// extension returns the value of an extension, nil without it.
func extension(c *x509.Certificate, oid string) []byte {
	for _, e := range c.Extensions {
		if e.Id.String() == oid {
			return e.Value
		}
	}
	return nil
}

func selfIssued(c *x509.Certificate) bool { return bytes.Equal(c.RawSubject, c.RawIssuer) }

// selfSigned is OpenSSL's notion: by names, key identifier and algorithm; the
// signature itself is not checked.
func selfSigned(c *x509.Certificate) bool { return selfIssued(c) && likelyIssued(c, c) }

// likelyIssued reports whether issuer can have signed c by all that can be told
// without its public key's help (X509_check_issued(3)).
func likelyIssued(issuer, c *x509.Certificate) bool {
	if !bytes.Equal(issuer.RawSubject, c.RawIssuer) {
		return false
	}
	return authorityKeyFits(issuer, c) && algorithmFits(issuer.PublicKey, c.SignatureAlgorithm)
}

// authorityKeyFits is RFC 5280 section 4.2.1.1: a key identifier that both
// have must be the same, and so must issuer and serial number if they are named.
func authorityKeyFits(issuer, c *x509.Certificate) bool {
	if len(c.AuthorityKeyId) > 0 && len(issuer.SubjectKeyId) > 0 && !bytes.Equal(c.AuthorityKeyId, issuer.SubjectKeyId) {
		return false
	}
	var authority struct {
		Key    asn1.RawValue `asn1:"optional,tag:0"`
		Issuer asn1.RawValue `asn1:"optional,tag:1"`
		Serial asn1.RawValue `asn1:"optional,tag:2"`
	}
	der := extension(c, "2.5.29.35")
	if der == nil {
		return true
	}
	if _, err := asn1.Unmarshal(der, &authority); err != nil {
		return true
	}
	if len(authority.Serial.Bytes) > 0 && !bytes.Equal(trimInteger(authority.Serial.Bytes), issuer.SerialNumber.Bytes()) {
		return false
	}
	// The issuer is a list of general names; only a directory name matters.
	var name asn1.RawValue
	for rest := authority.Issuer.Bytes; len(rest) > 0; {
		var err error
		if rest, err = asn1.Unmarshal(rest, &name); err != nil {
			break
		}
		if name.Class == asn1.ClassContextSpecific && name.Tag == 4 {
			return bytes.Equal(name.Bytes, issuer.RawIssuer)
		}
	}
	return true
}

func trimInteger(der []byte) []byte { return bytes.TrimLeft(der, "\x00") }

// algorithmFits reports whether a key of this type can make such a signature.
func algorithmFits(public any, algorithm x509.SignatureAlgorithm) bool {
	switch public.(type) {
	case *rsa.PublicKey:
		switch algorithm {
		case x509.MD5WithRSA, x509.SHA1WithRSA, x509.SHA256WithRSA, x509.SHA384WithRSA, x509.SHA512WithRSA,
			x509.SHA256WithRSAPSS, x509.SHA384WithRSAPSS, x509.SHA512WithRSAPSS, x509.MD2WithRSA, x509.UnknownSignatureAlgorithm:
			return true
		}
		return false
	case *ecdsa.PublicKey:
		switch algorithm {
		case x509.ECDSAWithSHA1, x509.ECDSAWithSHA256, x509.ECDSAWithSHA384, x509.ECDSAWithSHA512, x509.UnknownSignatureAlgorithm:
			return true
		}
		return false
	case ed25519.PublicKey:
		return algorithm == x509.PureEd25519
	}
	return true
}

// signatureSecurityBits is the strength of the digest under a certificate's
// signature (OpenSSL's x509_sig_info: SHA-1 is worth 63 bits, MD5 39).
func signatureSecurityBits(c *x509.Certificate) int {
	switch c.SignatureAlgorithm {
	case x509.MD2WithRSA, x509.MD5WithRSA:
		return 39
	case x509.SHA1WithRSA, x509.ECDSAWithSHA1, x509.DSAWithSHA1:
		return 63
	case x509.SHA256WithRSA, x509.ECDSAWithSHA256, x509.SHA256WithRSAPSS, x509.DSAWithSHA256, x509.PureEd25519:
		return 128
	case x509.SHA384WithRSA, x509.ECDSAWithSHA384, x509.SHA384WithRSAPSS:
		return 192
	case x509.SHA512WithRSA, x509.ECDSAWithSHA512, x509.SHA512WithRSAPSS:
		return 256
	}
	return 0
}
