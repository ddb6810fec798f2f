package crypto

import (
	"crypto/elliptic"
	"encoding/asn1"
	"strings"
)

// curve is one elliptic curve under OpenSSL's and NIST's names.
type curve struct {
	name, nist string
	curve      elliptic.Curve
	oid        asn1.ObjectIdentifier
}

var curves = []curve{
	{"prime256v1", "P-256", elliptic.P256(), asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}},
	{"secp224r1", "P-224", elliptic.P224(), asn1.ObjectIdentifier{1, 3, 132, 0, 33}},
	{"secp384r1", "P-384", elliptic.P384(), asn1.ObjectIdentifier{1, 3, 132, 0, 34}},
	{"secp521r1", "P-521", elliptic.P521(), asn1.ObjectIdentifier{1, 3, 132, 0, 35}},
}

// findCurve looks up either name; secp256r1 is a third name of P-256.
func findCurve(name string) elliptic.Curve {
	for _, c := range curves {
		if name == c.name || name == c.nist || strings.EqualFold(name, "secp256r1") && c.nist == "P-256" {
			return c.curve
		}
	}
	return nil
}

func curveName(c elliptic.Curve) string {
	for _, known := range curves {
		if known.curve == c {
			return known.name
		}
	}
	return c.Params().Name
}
