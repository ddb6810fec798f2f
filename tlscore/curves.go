package tlscore

import (
	"crypto/tls"
	"fmt"
	"slices"
	"strings"
)

// ParseCurves reads the groups of a key exchange: names separated by colons,
// OpenSSL's, NIST's or IANA's ("prime256v1", "P-256", "secp256r1"), in order of
// preference. "" and "auto" return nil, which is the default of crypto/tls.
//
// A name that OpenSSL 3.0 has and crypto/tls has not ("X448", "secp256k1") is
// passed over as long as another one remains; an unknown or a repeated one is
// an error, as in Node. Errors are *[Error] with ReasonBadCurve. Any goroutine
// may call it.
func ParseCurves(list string) ([]tls.CurveID, error) {
	if list == "" || list == "auto" {
		return nil, nil
	}
	var curves []tls.CurveID
	seen := map[string]bool{}
	for _, name := range strings.Split(list, ":") {
		id, known := curveIDs[strings.ToLower(name)]
		if !known {
			return nil, materialError(ReasonBadCurve, fmt.Errorf("unknown curve %q", name))
		}
		canonical := strings.ToLower(name)
		if id != 0 {
			canonical = id.String()
		}
		if seen[canonical] {
			return nil, materialError(ReasonBadCurve, fmt.Errorf("curve %q is named twice", name))
		}
		seen[canonical] = true
		if id != 0 {
			curves = append(curves, id)
		}
	}
	if len(curves) == 0 {
		return nil, materialError(ReasonBadCurve, fmt.Errorf("no curve of %q is supported", list))
	}
	return curves, nil
}

// curveIDs has 0 for groups of OpenSSL 3.0 that nothing here can speak.
var curveIDs = map[string]tls.CurveID{
	"p-256": tls.CurveP256, "prime256v1": tls.CurveP256, "secp256r1": tls.CurveP256,
	"p-384": tls.CurveP384, "secp384r1": tls.CurveP384,
	"p-521": tls.CurveP521, "secp521r1": tls.CurveP521,
	"x25519":         tls.X25519,
	"x25519mlkem768": tls.X25519MLKEM768,
	"x448":           0, "secp256k1": 0, "p-224": 0, "secp224r1": 0, "p-192": 0, "prime192v1": 0, "secp192r1": 0,
	"brainpoolp256r1": 0, "brainpoolp384r1": 0, "brainpoolp512r1": 0,
	"secp160k1": 0, "secp160r1": 0, "secp160r2": 0, "secp192k1": 0, "secp224k1": 0,
	"sect163k1": 0, "sect163r1": 0, "sect163r2": 0, "sect193r1": 0, "sect193r2": 0, "sect233k1": 0, "sect233r1": 0,
	"sect239k1": 0, "sect283k1": 0, "sect283r1": 0, "sect409k1": 0, "sect409r1": 0, "sect571k1": 0, "sect571r1": 0,
	"ffdhe2048": 0, "ffdhe3072": 0, "ffdhe4096": 0, "ffdhe6144": 0, "ffdhe8192": 0,
}

// ParseSignatureAlgorithms reads names separated by colons, TLS's
// ("ecdsa_secp256r1_sha256") or OpenSSL's ("RSA+SHA256", "RSA-PSS+SHA384"), in
// order of preference (SSL_CTX_set1_sigalgs_list in OpenSSL's manual). "" is
// nil, the default.
//
// Names of OpenSSL that crypto/tls cannot speak are passed over as long as one
// remains; unknown and repeated ones are errors, *[Error] with
// ReasonBadSignatureAlgorithms. Any goroutine may call it.
func ParseSignatureAlgorithms(list string) ([]tls.SignatureScheme, error) {
	if list == "" {
		return nil, nil
	}
	var schemes []tls.SignatureScheme
	seen := map[tls.SignatureScheme]bool{}
	for _, name := range strings.Split(list, ":") {
		scheme, known := signatureSchemes[name]
		if !known {
			scheme, known = signatureSchemes[strings.ToUpper(name)]
		}
		if !known || seen[scheme] {
			return nil, materialError(ReasonBadSignatureAlgorithms, fmt.Errorf("%q is unknown or named twice", name))
		}
		seen[scheme] = true
		if !slices.Contains(unspokenSchemes, scheme) {
			schemes = append(schemes, scheme)
		}
	}
	if len(schemes) == 0 {
		return nil, materialError(ReasonBadSignatureAlgorithms, fmt.Errorf("nothing of %q is supported", list))
	}
	return schemes, nil
}

// Numbers of RFC 8446 section 4.2.3 and RFC 5246 section 7.4.1.4.1 that
// crypto/tls has no name for.
const (
	schemeEd448        tls.SignatureScheme = 0x0808
	schemePSSPSSSHA256 tls.SignatureScheme = 0x0809
	schemePSSPSSSHA384 tls.SignatureScheme = 0x080a
	schemePSSPSSSHA512 tls.SignatureScheme = 0x080b
	schemePKCS1SHA224  tls.SignatureScheme = 0x0301
	schemeECDSASHA224  tls.SignatureScheme = 0x0303
)

var unspokenSchemes = []tls.SignatureScheme{
	schemeEd448, schemePSSPSSSHA256, schemePSSPSSSHA384, schemePSSPSSSHA512, schemePKCS1SHA224, schemeECDSASHA224,
}

var signatureSchemes = map[string]tls.SignatureScheme{
	"ecdsa_secp256r1_sha256": tls.ECDSAWithP256AndSHA256, "ECDSA+SHA256": tls.ECDSAWithP256AndSHA256,
	"ecdsa_secp384r1_sha384": tls.ECDSAWithP384AndSHA384, "ECDSA+SHA384": tls.ECDSAWithP384AndSHA384,
	"ecdsa_secp521r1_sha512": tls.ECDSAWithP521AndSHA512, "ECDSA+SHA512": tls.ECDSAWithP521AndSHA512,
	"ecdsa_sha1": tls.ECDSAWithSHA1, "ECDSA+SHA1": tls.ECDSAWithSHA1,
	"ecdsa_sha224": schemeECDSASHA224, "ECDSA+SHA224": schemeECDSASHA224,
	"ed25519": tls.Ed25519, "ed448": schemeEd448,
	"rsa_pss_rsae_sha256": tls.PSSWithSHA256, "RSA-PSS+SHA256": tls.PSSWithSHA256, "PSS+SHA256": tls.PSSWithSHA256,
	"rsa_pss_rsae_sha384": tls.PSSWithSHA384, "RSA-PSS+SHA384": tls.PSSWithSHA384, "PSS+SHA384": tls.PSSWithSHA384,
	"rsa_pss_rsae_sha512": tls.PSSWithSHA512, "RSA-PSS+SHA512": tls.PSSWithSHA512, "PSS+SHA512": tls.PSSWithSHA512,
	"rsa_pss_pss_sha256": schemePSSPSSSHA256, "rsa_pss_pss_sha384": schemePSSPSSSHA384, "rsa_pss_pss_sha512": schemePSSPSSSHA512,
	"rsa_pkcs1_sha256": tls.PKCS1WithSHA256, "RSA+SHA256": tls.PKCS1WithSHA256,
	"rsa_pkcs1_sha384": tls.PKCS1WithSHA384, "RSA+SHA384": tls.PKCS1WithSHA384,
	"rsa_pkcs1_sha512": tls.PKCS1WithSHA512, "RSA+SHA512": tls.PKCS1WithSHA512,
	"rsa_pkcs1_sha224": schemePKCS1SHA224, "RSA+SHA224": schemePKCS1SHA224,
	"rsa_pkcs1_sha1": tls.PKCS1WithSHA1, "RSA+SHA1": tls.PKCS1WithSHA1,
}
