package tlscore

import (
	"crypto/x509"
	"errors"
	"slices"
	"strings"
	"time"
)

// askCryptoX509 puts a chain that OpenSSL would accept before crypto/x509,
// which must agree. At level 0 that is the part of the chain below the lowest
// weak signature, as crypto/x509 knows no such level.
func (v *verification) askCryptoX509() *VerifyError {
	top := len(v.chain) - 1
	if i := slices.IndexFunc(v.chain, weaklySigned); i >= 0 && v.store.level == 0 {
		top = i
	}
	roots, intermediates := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(v.chain[top])
	for _, c := range v.chain[1 : top+1] {
		intermediates.AddCert(c)
	}
	_, err := copyForVerify(v.chain[0]).Verify(x509.VerifyOptions{
		Roots:         roots,
		Intermediates: intermediates,
		CurrentTime:   v.now,
		KeyUsages:     v.purpose.extKeyUsages(),
	})
	if err == nil {
		return nil
	}
	return &VerifyError{Code: codeOfCryptoX509(err), Cert: v.chain[0], Err: err}
}

// copyForVerify leaves out the leaf's extensions that OpenSSL handles and
// crypto/x509 merely does not know; checkExtensions has judged them.
func copyForVerify(c *x509.Certificate) *x509.Certificate {
	if len(c.UnhandledCriticalExtensions) == 0 {
		return c
	}
	leaf := *c
	leaf.UnhandledCriticalExtensions = nil
	for _, oid := range c.UnhandledCriticalExtensions {
		if !harmlessToCryptoX509[oid.String()] {
			leaf.UnhandledCriticalExtensions = append(leaf.UnhandledCriticalExtensions, oid)
		}
	}
	return &leaf
}

// harmlessToCryptoX509 are extensions that ask nothing of a verifier.
var harmlessToCryptoX509 = map[string]bool{
	"1.3.6.1.5.5.7.48.1.5":  true, // OCSP no check
	"2.16.840.1.113730.1.1": true, // netscape certificate type, checked with the purpose
}

func (p Purpose) extKeyUsages() []x509.ExtKeyUsage {
	switch p {
	case PurposeServer:
		return []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageNetscapeServerGatedCrypto, x509.ExtKeyUsageMicrosoftServerGatedCrypto}
	case PurposeClient:
		return []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	}
	return []x509.ExtKeyUsage{x509.ExtKeyUsageAny}
}

// codeOfCryptoX509 finds the nearest of OpenSSL's codes.
func codeOfCryptoX509(err error) VerifyCode {
	var insecure x509.InsecureAlgorithmError
	var unknown x509.UnknownAuthorityError
	var critical x509.UnhandledCriticalExtension
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &insecure), strings.Contains(err.Error(), "insecure algorithm"):
		return VerifyCAMDTooWeak
	case errors.As(err, &critical):
		return VerifyUnhandledCritical
	case errors.As(err, &invalid):
		return codeOfInvalid(invalid.Reason)
	case errors.As(err, &unknown):
		return VerifyUntrusted
	}
	return VerifyUnspecified
}

func codeOfInvalid(reason x509.InvalidReason) VerifyCode {
	switch reason {
	case x509.NotAuthorizedToSign:
		return VerifyInvalidCA
	case x509.Expired:
		return VerifyExpired
	case x509.CANotAuthorizedForThisName, x509.NameConstraintsWithoutSANs:
		return VerifyPermittedViolation
	case x509.TooManyIntermediates:
		return VerifyPathLengthExceeded
	case x509.IncompatibleUsage, x509.CANotAuthorizedForExtKeyUsage:
		return VerifyInvalidPurpose
	case x509.UnconstrainedName, x509.TooManyConstraints:
		return VerifyUnsupportedConstraint
	}
	return VerifyUnspecified
}

// askPlatform asks the system's verifier for trust anchors, where the default
// roots cannot be listed (Windows, macOS).
func (s *rootStore) askPlatform(chain []*x509.Certificate, purpose Purpose, now time.Time) []*x509.Certificate {
	if s.defaults == nil || !s.defaults.platform || !platformVerifies() {
		return nil
	}
	intermediates := x509.NewCertPool()
	for _, c := range chain[1:] {
		intermediates.AddCert(c)
	}
	found, err := chain[0].Verify(x509.VerifyOptions{
		Intermediates: intermediates, CurrentTime: now, KeyUsages: purpose.extKeyUsages(),
	})
	if err != nil {
		return nil
	}
	var anchors []*x509.Certificate
	for _, path := range found {
		anchors = append(anchors, path[len(path)-1])
	}
	return anchors
}
