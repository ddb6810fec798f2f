package tlscore

import (
	"crypto/tls"
	"errors"
	"slices"
	"testing"
)

func TestParseCurves(t *testing.T) {
	for list, want := range map[string][]tls.CurveID{
		"":                         nil,
		"auto":                     nil,
		"P-256:X25519:P-384":       {tls.CurveP256, tls.X25519, tls.CurveP384},
		"prime256v1:secp521r1":     {tls.CurveP256, tls.CurveP521},
		"x448:secp256r1:ffdhe2048": {tls.CurveP256},
		"X25519MLKEM768:x25519":    {tls.X25519MLKEM768, tls.X25519},
	} {
		if got, err := ParseCurves(list); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v", list, got, err)
		}
	}
	for _, list := range []string{"nope", "P-256:nope", "P-256:", "P-256:prime256v1", "P-256 P-384", "X448", "x448:X448:P-256"} {
		var e *Error
		if _, err := ParseCurves(list); !errors.As(err, &e) || e.Reason != ReasonBadCurve {
			t.Errorf("%q: %v", list, err)
		}
	}
}

func TestParseSignatureAlgorithms(t *testing.T) {
	got, err := ParseSignatureAlgorithms("rsa_pss_rsae_sha256:RSA+SHA256:ecdsa_secp256r1_sha256:ed25519:ed448")
	want := []tls.SignatureScheme{tls.PSSWithSHA256, tls.PKCS1WithSHA256, tls.ECDSAWithP256AndSHA256, tls.Ed25519}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, list := range []string{"nope", "RSA+SHA256:nope", "RSA+SHA256:rsa_pkcs1_sha256", "ed448", ":"} {
		var e *Error
		if _, err := ParseSignatureAlgorithms(list); !errors.As(err, &e) || e.Reason != ReasonBadSignatureAlgorithms {
			t.Errorf("%q: %v", list, err)
		}
	}
}
