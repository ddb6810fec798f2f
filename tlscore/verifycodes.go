package tlscore

import (
	"crypto/x509"
	"fmt"
)

// VerifyCode is OpenSSL's number for why a chain is not trusted
// (X509_V_ERR_…). 0 is "ok".
type VerifyCode int

// The codes that verification here can give. [VerifyCode.Name] has their names.
const (
	VerifyOK                        VerifyCode = 0
	VerifyUnspecified               VerifyCode = 1
	VerifyUnableToGetIssuer         VerifyCode = 2
	VerifyUnableToGetCRL            VerifyCode = 3
	VerifyBadIssuerKey              VerifyCode = 6
	VerifySignatureFailure          VerifyCode = 7
	VerifyCRLSignatureFailure       VerifyCode = 8
	VerifyNotYetValid               VerifyCode = 9
	VerifyExpired                   VerifyCode = 10
	VerifyCRLNotYetValid            VerifyCode = 11
	VerifyCRLExpired                VerifyCode = 12
	VerifyDepthZeroSelfSigned       VerifyCode = 18
	VerifySelfSignedInChain         VerifyCode = 19
	VerifyUnableToGetIssuerLocally  VerifyCode = 20
	VerifyUnableToVerifyLeaf        VerifyCode = 21
	VerifyChainTooLong              VerifyCode = 22
	VerifyRevoked                   VerifyCode = 23
	VerifyPathLengthExceeded        VerifyCode = 25
	VerifyInvalidPurpose            VerifyCode = 26
	VerifyUntrusted                 VerifyCode = 27
	VerifyRejected                  VerifyCode = 28
	VerifyKeyUsageNoCertSign        VerifyCode = 32
	VerifyUnableToGetCRLIssuer      VerifyCode = 33
	VerifyUnhandledCritical         VerifyCode = 34
	VerifyKeyUsageNoCRLSign         VerifyCode = 35
	VerifyUnhandledCriticalCRL      VerifyCode = 36
	VerifyProxyNotAllowed           VerifyCode = 40
	VerifyDifferentCRLScope         VerifyCode = 44
	VerifyPermittedViolation        VerifyCode = 47
	VerifyExcludedViolation         VerifyCode = 48
	VerifySubtreeMinMax             VerifyCode = 49
	VerifyApplicationVerification   VerifyCode = 50
	VerifyUnsupportedConstraintType VerifyCode = 51
	VerifyUnsupportedConstraint     VerifyCode = 52
	VerifyUnsupportedName           VerifyCode = 53
	VerifyEEKeyTooSmall             VerifyCode = 66
	VerifyCAKeyTooSmall             VerifyCode = 67
	VerifyCAMDTooWeak               VerifyCode = 68
	VerifyInvalidCA                 VerifyCode = 79
)

// Name returns OpenSSL's name without its X509_V_ERR_ prefix, which is what
// Node uses for a code.
func (c VerifyCode) Name() string {
	if words, ok := verifyWords[c]; ok {
		return words.name
	}
	return verifyWords[VerifyUnspecified].name
}

// NodeName returns the code that Node shows: Name for the 28 codes that it
// knows, "UNSPECIFIED" for the others.
func (c VerifyCode) NodeName() string {
	if words, ok := verifyWords[c]; ok && words.inNode {
		return words.name
	}
	return verifyWords[VerifyUnspecified].name
}

// Text returns OpenSSL 3.0's sentence (X509_verify_cert_error_string).
func (c VerifyCode) Text() string {
	if words, ok := verifyWords[c]; ok {
		return words.text
	}
	return fmt.Sprintf("error number %d", int(c))
}

var verifyWords = map[VerifyCode]struct {
	name, text string
	inNode     bool
}{
	VerifyOK:                        {"OK", "ok", true},
	VerifyUnspecified:               {"UNSPECIFIED", "unspecified certificate verification error", false},
	VerifyUnableToGetIssuer:         {"UNABLE_TO_GET_ISSUER_CERT", "unable to get issuer certificate", true},
	VerifyUnableToGetCRL:            {"UNABLE_TO_GET_CRL", "unable to get certificate CRL", true},
	VerifyBadIssuerKey:              {"UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY", "unable to decode issuer public key", true},
	VerifySignatureFailure:          {"CERT_SIGNATURE_FAILURE", "certificate signature failure", true},
	VerifyCRLSignatureFailure:       {"CRL_SIGNATURE_FAILURE", "CRL signature failure", true},
	VerifyNotYetValid:               {"CERT_NOT_YET_VALID", "certificate is not yet valid", true},
	VerifyExpired:                   {"CERT_HAS_EXPIRED", "certificate has expired", true},
	VerifyCRLNotYetValid:            {"CRL_NOT_YET_VALID", "CRL is not yet valid", true},
	VerifyCRLExpired:                {"CRL_HAS_EXPIRED", "CRL has expired", true},
	VerifyDepthZeroSelfSigned:       {"DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate", true},
	VerifySelfSignedInChain:         {"SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate in certificate chain", true},
	VerifyUnableToGetIssuerLocally:  {"UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unable to get local issuer certificate", true},
	VerifyUnableToVerifyLeaf:        {"UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate", true},
	VerifyChainTooLong:              {"CERT_CHAIN_TOO_LONG", "certificate chain too long", true},
	VerifyRevoked:                   {"CERT_REVOKED", "certificate revoked", true},
	VerifyPathLengthExceeded:        {"PATH_LENGTH_EXCEEDED", "path length constraint exceeded", true},
	VerifyInvalidPurpose:            {"INVALID_PURPOSE", "unsuitable certificate purpose", true},
	VerifyUntrusted:                 {"CERT_UNTRUSTED", "certificate not trusted", true},
	VerifyRejected:                  {"CERT_REJECTED", "certificate rejected", true},
	VerifyKeyUsageNoCertSign:        {"KEYUSAGE_NO_CERTSIGN", "key usage does not include certificate signing", false},
	VerifyUnableToGetCRLIssuer:      {"UNABLE_TO_GET_CRL_ISSUER", "unable to get CRL issuer certificate", false},
	VerifyUnhandledCritical:         {"UNHANDLED_CRITICAL_EXTENSION", "unhandled critical extension", false},
	VerifyKeyUsageNoCRLSign:         {"KEYUSAGE_NO_CRL_SIGN", "key usage does not include CRL signing", false},
	VerifyUnhandledCriticalCRL:      {"UNHANDLED_CRITICAL_CRL_EXTENSION", "unhandled critical CRL extension", false},
	VerifyProxyNotAllowed:           {"PROXY_CERTIFICATES_NOT_ALLOWED", "proxy certificates not allowed, please set the appropriate flag", false},
	VerifyDifferentCRLScope:         {"DIFFERENT_CRL_SCOPE", "different CRL scope", false},
	VerifyPermittedViolation:        {"PERMITTED_VIOLATION", "permitted subtree violation", false},
	VerifyExcludedViolation:         {"EXCLUDED_VIOLATION", "excluded subtree violation", false},
	VerifySubtreeMinMax:             {"SUBTREE_MINMAX", "name constraints minimum and maximum not supported", false},
	VerifyApplicationVerification:   {"APPLICATION_VERIFICATION", "application verification failure", false},
	VerifyUnsupportedConstraintType: {"UNSUPPORTED_CONSTRAINT_TYPE", "unsupported name constraint type", false},
	VerifyUnsupportedConstraint:     {"UNSUPPORTED_CONSTRAINT_SYNTAX", "unsupported or invalid name constraint syntax", false},
	VerifyUnsupportedName:           {"UNSUPPORTED_NAME_SYNTAX", "unsupported or invalid name syntax", false},
	VerifyEEKeyTooSmall:             {"EE_KEY_TOO_SMALL", "EE certificate key too weak", false},
	VerifyCAKeyTooSmall:             {"CA_KEY_TOO_SMALL", "CA certificate key too weak", false},
	VerifyCAMDTooWeak:               {"CA_MD_TOO_WEAK", "CA signature digest algorithm too weak", false},
	VerifyInvalidCA:                 {"INVALID_CA", "invalid CA certificate", true},
}

// VerifyError is why a chain is not trusted. It is not an [*Error]: the
// handshake may go on in spite of it, as in Node. It is immutable.
type VerifyError struct {
	// Code is the reason.
	Code VerifyCode
	// Depth is the place in the chain, 0 is the leaf.
	Depth int
	// Cert is the certificate at that place.
	Cert *x509.Certificate
	// Err is what crypto/x509 said, if it was the one to say no.
	Err error
}

// Error returns OpenSSL's sentence.
func (e *VerifyError) Error() string { return e.Code.Text() }

// Unwrap returns what crypto/x509 said, if it was asked.
func (e *VerifyError) Unwrap() error { return e.Err }
