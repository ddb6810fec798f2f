package tlscore

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
)

// checkRevocation demands a good list for every certificate of the chain, the
// root included, as OpenSSL does with X509_V_FLAG_CRL_CHECK_ALL, which Node
// sets as soon as one list is given.
func (v *verification) checkRevocation() {
	if len(v.crls) == 0 {
		return
	}
	for i, c := range v.chain {
		crl := v.findCRL(c)
		if crl == nil {
			v.fail(VerifyUnableToGetCRL, i)
			continue
		}
		v.checkCRL(crl, i)
		if hasUnknownCriticalCRL(crl) {
			v.fail(VerifyUnhandledCriticalCRL, i)
		}
		for _, entry := range crl.RevokedCertificateEntries {
			// Code 8, removeFromCRL, takes a revocation back (RFC 5280 5.3.1).
			if entry.SerialNumber.Cmp(c.SerialNumber) == 0 && entry.ReasonCode != 8 {
				v.fail(VerifyRevoked, i)
				break
			}
		}
	}
}

// findCRL picks the list of c's issuer: a valid one before an expired one, of
// equals the newest.
func (v *verification) findCRL(c *x509.Certificate) *x509.RevocationList {
	var best *x509.RevocationList
	for _, crl := range v.crls {
		if !bytes.Equal(crl.RawIssuer, c.RawIssuer) || extensionOf(crl, oidDeltaCRL) != nil {
			continue
		}
		if best == nil || v.rankCRL(crl) > v.rankCRL(best) ||
			v.rankCRL(crl) == v.rankCRL(best) && crl.ThisUpdate.After(best.ThisUpdate) {
			best = crl
		}
	}
	return best
}

func (v *verification) rankCRL(crl *x509.RevocationList) int {
	rank := 0
	if !hasUnknownCriticalCRL(crl) {
		rank += 4
	}
	if inScope(crl, false) || inScope(crl, true) {
		rank += 2
	}
	if !v.now.Before(crl.ThisUpdate) && (crl.NextUpdate.IsZero() || !v.now.After(crl.NextUpdate)) {
		rank++
	}
	return rank
}

// checkCRL asks whether a list may speak about the certificate at a depth.
func (v *verification) checkCRL(crl *x509.RevocationList, depth int) {
	issuer := v.chain[min(depth+1, len(v.chain)-1)]
	if depth == len(v.chain)-1 && !selfIssued(issuer) {
		v.fail(VerifyUnableToGetCRLIssuer, depth)
		return
	}
	if issuer.KeyUsage != 0 && issuer.KeyUsage&x509.KeyUsageCRLSign == 0 {
		v.fail(VerifyKeyUsageNoCRLSign, depth)
	}
	if !inScope(crl, depth > 0 || v.chain[depth].IsCA) {
		v.fail(VerifyDifferentCRLScope, depth)
	}
	switch {
	case v.now.Before(crl.ThisUpdate):
		v.fail(VerifyCRLNotYetValid, depth)
	case !crl.NextUpdate.IsZero() && v.now.After(crl.NextUpdate):
		v.fail(VerifyCRLExpired, depth)
	}
	err := v.checkSignatureOf(issuer, crl.SignatureAlgorithm, crl.RawTBSRevocationList, crl.Signature)
	// A digest that is refused (SHA-1, above level 0) acquits nobody either.
	if err != nil {
		v.fail(VerifyCRLSignatureFailure, depth)
	}
}

const (
	oidDeltaCRL                 = "2.5.29.27"
	oidIssuingDistributionPoint = "2.5.29.28"
)

func extensionOf(crl *x509.RevocationList, oid string) []byte {
	for _, e := range crl.Extensions {
		if e.Id.String() == oid {
			return e.Value
		}
	}
	return nil
}

func hasUnknownCriticalCRL(crl *x509.RevocationList) bool {
	for _, e := range crl.Extensions {
		if e.Critical && e.Id.String() != oidIssuingDistributionPoint {
			return true
		}
	}
	return false
}

// inScope reads the issuing distribution point (RFC 5280 section 5.2.5). A list
// for some reasons only, for attribute certificates or of another's making
// cannot acquit a certificate here.
func inScope(crl *x509.RevocationList, ca bool) bool {
	der := extensionOf(crl, oidIssuingDistributionPoint)
	if der == nil {
		return true
	}
	var point struct {
		Name           asn1.RawValue  `asn1:"optional,tag:0"`
		OnlyUser       bool           `asn1:"optional,tag:1"`
		OnlyCA         bool           `asn1:"optional,tag:2"`
		OnlyReasons    asn1.BitString `asn1:"optional,tag:3"`
		Indirect       bool           `asn1:"optional,tag:4"`
		OnlyAttributes bool           `asn1:"optional,tag:5"`
	}
	if rest, err := asn1.Unmarshal(der, &point); err != nil || len(rest) > 0 {
		return false
	}
	if point.OnlyAttributes || point.Indirect || point.OnlyReasons.BitLength > 0 {
		return false
	}
	return !(point.OnlyUser && ca) && !(point.OnlyCA && !ca)
}

// parseCRL reads a list of version 2 or 1 (RFC 5280 section 5.1.2.1), which has
// no extensions; `openssl ca -gencrl` writes it unless told otherwise.
// crypto/x509 knows version 2 only.
func parseCRL(der []byte) (*x509.RevocationList, error) {
	crl, err := x509.ParseRevocationList(der)
	if err == nil {
		return crl, nil
	}
	var list struct{ Signed, Algorithm, Signature asn1.RawValue }
	if rest, err2 := asn1.Unmarshal(der, &list); err2 != nil || len(rest) > 0 {
		return nil, err
	}
	var first asn1.RawValue
	if _, err2 := asn1.Unmarshal(list.Signed.Bytes, &first); err2 != nil || first.Tag != asn1.TagSequence {
		return nil, err // it has a version
	}
	signed := list.Signed.FullBytes
	const version2 = "\x02\x01\x01"
	list.Signed = asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: append([]byte(version2), list.Signed.Bytes...)}
	lifted, err2 := asn1.Marshal(list)
	if err2 != nil {
		return nil, err
	}
	if crl, err = x509.ParseRevocationList(lifted); err != nil {
		return nil, err
	}
	crl.Raw, crl.RawTBSRevocationList = der, signed
	return crl, nil
}
