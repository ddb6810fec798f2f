package crypto

import (
	"crypto/elliptic"
	"strings"
)

// curve is one elliptic curve under OpenSSL's and NIST's names.
type curve struct {
	name, nist string
	curve      elliptic.Curve
}

var curves = []curve{
	{"prime256v1", "P-256", elliptic.P256()},
	{"secp224r1", "P-224", elliptic.P224()},
	{"secp384r1", "P-384", elliptic.P384()},
	{"secp521r1", "P-521", elliptic.P521()},
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
