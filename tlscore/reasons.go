package tlscore

import "strings"

// Reasons of connections. The first block is OpenSSL's
// own words; the second holds situations to which OpenSSL or Node give no
// words, or other ones.
const (
	ReasonBadExtension             Reason = "bad extension"
	ReasonBadKeyShare              Reason = "bad key share"
	ReasonBadProtocolVersion       Reason = "bad protocol version number"
	ReasonBadSignature             Reason = "bad signature"
	ReasonBinderDoesNotVerify      Reason = "binder does not verify"
	ReasonCertLengthMismatch       Reason = "cert length mismatch"
	ReasonDataLengthTooLong        Reason = "data length too long"
	ReasonDecryptionFailed         Reason = "decryption failed or bad record mac"
	ReasonDHKeyTooSmall            Reason = "dh key too small"
	ReasonDigestCheckFailed        Reason = "digest check failed"
	ReasonExcessiveMessageSize     Reason = "excessive message size"
	ReasonHTTPRequest              Reason = "http request"
	ReasonHTTPSProxyRequest        Reason = "https proxy request"
	ReasonInappropriateFallback    Reason = "inappropriate fallback"
	ReasonInconsistentEMS          Reason = "inconsistent extms"
	ReasonInternalError            Reason = "internal error"
	ReasonLegacySignature          Reason = "legacy sigalg disallowed or unsupported"
	ReasonLengthMismatch           Reason = "length mismatch"
	ReasonLengthTooShort           Reason = "length too short"
	ReasonNoApplicationProtocol    Reason = "no application protocol"
	ReasonNoCiphersAvailable       Reason = "no ciphers available"
	ReasonNoCompression            Reason = "no compression specified"
	ReasonNoProtocolsAvailable     Reason = "no protocols available"
	ReasonNoRenegotiation          Reason = "no renegotiation"
	ReasonNoSharedCipher           Reason = "no shared cipher"
	ReasonNoSharedSignatures       Reason = "no shared signature algorithms"
	ReasonNoSuitableKeyShare       Reason = "no suitable key share"
	ReasonNoSuitableSignature      Reason = "no suitable signature algorithm"
	ReasonPacketLengthTooLong      Reason = "packet length too long"
	ReasonPeerNoCertificate        Reason = "peer did not return a certificate"
	ReasonPSKIdentity              Reason = "psk identity not found"
	ReasonRenegotiationMismatch    Reason = "renegotiation mismatch"
	ReasonTooManyWarnAlerts        Reason = "too many warn alerts"
	ReasonUnexpectedEOF            Reason = "unexpected eof while reading"
	ReasonUnexpectedMessage        Reason = "unexpected message"
	ReasonUnknownAlert             Reason = "unknown alert type"
	ReasonUnknownCertificateType   Reason = "unknown certificate type"
	ReasonUnknownProtocol          Reason = "unknown protocol"
	ReasonUnsolicitedExtension     Reason = "unsolicited extension"
	ReasonUnsupportedCompression   Reason = "unsupported compression algorithm"
	ReasonUnsupportedEllipticCurve Reason = "unsupported elliptic curve"
	ReasonUnsupportedProtocol      Reason = "unsupported protocol"
	ReasonWrongCertificateType     Reason = "wrong certificate type"
	ReasonWrongCipherReturned      Reason = "wrong cipher returned"
	ReasonWrongCurve               Reason = "wrong curve"
	ReasonWrongSignatureType       Reason = "wrong signature type"
	ReasonWrongSSLVersion          Reason = "wrong ssl version"
	ReasonWrongVersionNumber       Reason = "wrong version number"

	// ReasonBadCertificate: the peer's certificate cannot be read or used.
	ReasonBadCertificate Reason = "bad certificate"
	// ReasonHangUp: the peer closed the transport before the handshake was over.
	ReasonHangUp Reason = "peer closed the connection during the handshake"
	// ReasonTransport: the transport failed during the handshake; Err tells how.
	ReasonTransport Reason = "transport failed during the handshake"
	// ReasonHandshakeTimeout: the context's deadline passed during the handshake.
	ReasonHandshakeTimeout Reason = "handshake timeout"
	// ReasonCancelled: the context was cancelled, or Close called, during the handshake.
	ReasonCancelled Reason = "handshake cancelled"
	// ReasonPeerUnauthorized: the peer's certificate is not trusted and the
	// configuration demands that it is; Err is the *VerifyError.
	ReasonPeerUnauthorized Reason = "peer is not authorized"
	// ReasonHook: a hook of the configuration returned an error, which is Err.
	ReasonHook Reason = "hook failed"
	// ReasonPSKHint: a hint for pre-shared keys is too long.
	ReasonPSKHint Reason = "hint for pre-shared keys too long"
	// ReasonBadConfig: a configuration cannot be used; Err tells why.
	ReasonBadConfig Reason = "bad configuration"
)

// Library is OpenSSL's word for the errors of its TLS code.
const sslLibrary = "SSL routines"

// sslNumber packs a reason number of OpenSSL 3's TLS library (ERR_PACK).
func sslNumber(reason uint32) uint32 { return 20<<23 | reason }

// sslCode derives Node's code from a reason, as Node does.
func sslCode(r Reason) string {
	return "ERR_SSL_" + strings.ToUpper(strings.NewReplacer(" ", "_", "-", "_").Replace(string(r)))
}

// sslReason is what OpenSSL 3.0 (in Node 20) says along with a reason: its
// number, and the function that Node's message names (measured; where several
// functions raise it, the one that a handshake meets first).
type sslReason struct {
	number   uint32
	function string
}

var sslReasons = map[Reason]sslReason{
	ReasonBadExtension:             {110, "tls_collect_extensions"},
	ReasonBadKeyShare:              {108, "tls_parse_stoc_key_share"},
	ReasonBadProtocolVersion:       {116, "ssl3_get_record"},
	ReasonBadSignature:             {123, "tls_process_cert_verify"},
	ReasonBinderDoesNotVerify:      {253, "tls_psk_do_binder"},
	ReasonCertLengthMismatch:       {135, "tls_process_server_certificate"},
	ReasonDataLengthTooLong:        {146, "ssl3_get_record"},
	ReasonDecryptionFailed:         {281, "ssl3_get_record"},
	ReasonDHKeyTooSmall:            {394, "tls_process_ske_dhe"},
	ReasonDigestCheckFailed:        {149, "tls_process_finished"},
	ReasonExcessiveMessageSize:     {152, "ossl_statem_read_state_machine"},
	ReasonHTTPRequest:              {156, "ssl3_get_record"},
	ReasonHTTPSProxyRequest:        {155, "ssl3_get_record"},
	ReasonInappropriateFallback:    {373, "tls_early_post_process_client_hello"},
	ReasonInconsistentEMS:          {104, "ssl_get_prev_session"},
	ReasonInternalError:            {786691, ""}, // ERR_R_INTERNAL_ERROR, which is common to all libraries
	ReasonLegacySignature:          {333, "tls_process_key_exchange"},
	ReasonLengthMismatch:           {159, "tls_process_client_hello"},
	ReasonLengthTooShort:           {160, "tls_process_client_hello"},
	ReasonNoApplicationProtocol:    {235, "tls_handle_alpn"},
	ReasonNoCiphersAvailable:       {181, "ssl_cipher_list_to_bytes"},
	ReasonNoCompression:            {187, "tls_early_post_process_client_hello"},
	ReasonNoProtocolsAvailable:     {191, "tls_construct_client_hello"},
	ReasonNoRenegotiation:          {339, "ssl3_read_bytes"},
	ReasonNoSharedCipher:           {193, "tls_post_process_client_hello"},
	ReasonNoSharedSignatures:       {376, "tls1_set_server_sigalgs"},
	ReasonNoSuitableKeyShare:       {101, "final_key_share"},
	ReasonNoSuitableSignature:      {118, "tls_choose_sigalg"},
	ReasonPacketLengthTooLong:      {198, "ssl3_get_record"},
	ReasonPeerNoCertificate:        {199, "tls_process_client_certificate"},
	ReasonPSKIdentity:              {223, "tls_process_cke_psk_preamble"},
	ReasonRenegotiationMismatch:    {337, "tls_parse_ctos_renegotiate"},
	ReasonTooManyWarnAlerts:        {409, "ssl3_read_bytes"},
	ReasonUnexpectedEOF:            {294, "ssl3_read_n"},
	ReasonUnexpectedMessage:        {244, "ssl3_read_bytes"},
	ReasonUnknownAlert:             {246, "ssl3_read_bytes"},
	ReasonUnknownCertificateType:   {247, "tls_process_server_certificate"},
	ReasonUnknownProtocol:          {252, "tls_early_post_process_client_hello"},
	ReasonUnsolicitedExtension:     {217, "tls_collect_extensions"},
	ReasonUnsupportedCompression:   {257, "tls_process_server_hello"},
	ReasonUnsupportedEllipticCurve: {315, "tls_process_ske_ecdhe"},
	ReasonUnsupportedProtocol:      {258, "tls_early_post_process_client_hello"},
	ReasonWrongCertificateType:     {383, "tls_process_server_certificate"},
	ReasonWrongCipherReturned:      {261, "set_client_ciphersuite"},
	ReasonWrongCurve:               {378, "tls_process_ske_ecdhe"},
	ReasonWrongSignatureType:       {370, "tls12_check_peer_sigalg"},
	ReasonWrongSSLVersion:          {266, "SSL_renegotiate"},
	ReasonWrongVersionNumber:       {267, "ssl3_get_record"},
}

// sslError makes the error of a reason. alert is what we send for it, 0 for
// none. A reason that OpenSSL does not have gets no number and no code.
func sslError(kind Kind, reason Reason, alert uint8, cause error) *Error {
	e := &Error{Kind: kind, Reason: reason, Alert: alert, Sent: alert != 0, Err: cause}
	if words, ok := sslReasons[reason]; ok {
		e.Code, e.Library, e.Function = sslCode(reason), sslLibrary, words.function
		e.Number = sslNumber(words.number)
	}
	return e
}
