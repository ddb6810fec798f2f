package tlscore

// Reasons of errors in keys, certificates and lists, in OpenSSL 3.0's words
// where it has some.
const (
	ReasonNoStartLine            Reason = "no start line"
	ReasonBadBase64              Reason = "bad base64 decode"
	ReasonBadEndLine             Reason = "bad end line"
	ReasonWrongTag               Reason = "wrong tag"
	ReasonNotEnoughData          Reason = "not enough data"
	ReasonKeyUnsupported         Reason = "unsupported"
	ReasonBadDecrypt             Reason = "bad decrypt"
	ReasonMACVerifyFailure       Reason = "mac verify failure"
	ReasonMACAbsent              Reason = "mac absent"
	ReasonPFXUnsupported         Reason = "unsupported pkcs12 data"
	ReasonPFXNoKey               Reason = "unable to load private key from pfx data"
	ReasonPFXNoCertificate       Reason = "unable to load certificate from pfx data"
	ReasonKeyValuesMismatch      Reason = "key values mismatch"
	ReasonKeyTypeMismatch        Reason = "key type mismatch"
	ReasonCertificateUnsupported Reason = "unsupported certificate"
	ReasonBadCRL                 Reason = "failed to parse CRL"
	ReasonBadCurve               Reason = "failed to set ECDH curve"
	ReasonBadSignatureAlgorithms Reason = "bad signature algorithms"
	ReasonNoCipherMatch          Reason = "no cipher match"
	ReasonInvalidCommand         Reason = "invalid command"
	ReasonBadVersion             Reason = "unsupported protocol version"
	ReasonEEKeyTooSmall          Reason = "ee key too small"
	ReasonCAMDTooWeak            Reason = "ca md too weak"
)

// materialError makes the error of a caller's bad input, filled with what
// Node 20 shows for it.
func materialError(reason Reason, cause error) *Error {
	e := &Error{Kind: KindCaller, Reason: reason, Err: cause}
	if words, ok := materialWords[reason]; ok {
		e.Code, e.Library, e.Number = words.code, words.library, words.number
	}
	return e
}

// materialWords holds what Node 20 with OpenSSL 3.0 prints (measured). Reasons
// that are missing here have no number and no code there either.
var materialWords = map[Reason]struct {
	code, library string
	number        uint32
}{
	ReasonNoStartLine:       {"ERR_OSSL_PEM_NO_START_LINE", "PEM routines", 0x0480006C},
	ReasonBadBase64:         {"ERR_OSSL_PEM_BAD_BASE64_DECODE", "PEM routines", 0x04800064},
	ReasonBadEndLine:        {"ERR_OSSL_PEM_BAD_END_LINE", "PEM routines", 0x04800066},
	ReasonWrongTag:          {"ERR_OSSL_ASN1_WRONG_TAG", "asn1 encoding routines", 0x068000A8},
	ReasonKeyUnsupported:    {"ERR_OSSL_UNSUPPORTED", "DECODER routines", 0x1E08010C},
	ReasonBadDecrypt:        {"ERR_OSSL_BAD_DECRYPT", "Provider routines", 0x1C800064},
	ReasonPFXUnsupported:    {"ERR_CRYPTO_UNSUPPORTED_OPERATION", "", 0},
	ReasonPFXNoKey:          {"ERR_CRYPTO_OPERATION_FAILED", "", 0},
	ReasonPFXNoCertificate:  {"ERR_CRYPTO_OPERATION_FAILED", "", 0},
	ReasonKeyValuesMismatch: {"ERR_OSSL_X509_KEY_VALUES_MISMATCH", "x509 certificate routines", 0x05800074},
	ReasonKeyTypeMismatch:   {"ERR_OSSL_X509_KEY_TYPE_MISMATCH", "x509 certificate routines", 0x05800073},
	ReasonBadCRL:            {"ERR_CRYPTO_OPERATION_FAILED", "", 0},
	ReasonBadCurve:          {"ERR_CRYPTO_OPERATION_FAILED", "", 0},
	ReasonNoCipherMatch:     {"ERR_SSL_NO_CIPHER_MATCH", "SSL routines", 0x0A0000B9},
	ReasonInvalidCommand:    {"ERR_SSL_INVALID_COMMAND", "SSL routines", 0x0A000118},
	ReasonBadVersion:        {"ERR_TLS_INVALID_PROTOCOL_VERSION", "", 0},
	ReasonEEKeyTooSmall:     {"ERR_SSL_EE_KEY_TOO_SMALL", "SSL routines", 0x0A00018F},
	ReasonCAMDTooWeak:       {"ERR_SSL_CA_MD_TOO_WEAK", "SSL routines", 0x0A00018E},
}

// NodeMessage returns what Node 20 has as the message of such an error: the
// line with OpenSSL's number, Node's own sentence, or the bare reason. Any
// goroutine may call it.
func NodeMessage(e *Error) string {
	if line := e.OpenSSL(); line != "" {
		return line
	}
	if text, ok := nodeSentences[e.Reason]; ok {
		return text
	}
	return string(e.Reason)
}

var nodeSentences = map[Reason]string{
	ReasonBadCRL:           "Failed to parse CRL",
	ReasonBadCurve:         "Failed to set ECDH curve",
	ReasonPFXUnsupported:   "Unsupported PKCS12 PFX data",
	ReasonPFXNoKey:         "Unable to load private key from PFX data",
	ReasonPFXNoCertificate: "Unable to load certificate from PFX data",
}
