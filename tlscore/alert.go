package tlscore

import "fmt"

// Alert descriptions that this package sends or looks at (RFC 8446 section 6,
// RFC 5246 section 7.2). The rest are known by number only.
const (
	alertUnexpectedMessage      uint8 = 10
	alertBadRecordMAC           uint8 = 20
	alertRecordOverflow         uint8 = 22
	alertHandshakeFailure       uint8 = 40
	alertBadCertificate         uint8 = 42
	alertUnsupportedCertificate uint8 = 43
	alertIllegalParameter       uint8 = 47
	alertDecodeError            uint8 = 50
	alertDecryptError           uint8 = 51
	alertProtocolVersion        uint8 = 70
	alertInsufficientSecurity   uint8 = 71
	alertInternalError          uint8 = 80
	alertInappropriateFallback  uint8 = 86
	alertNoRenegotiation        uint8 = 100
	alertUnsupportedExtension   uint8 = 110
	alertCertificateRequired    uint8 = 116
	alertNoApplicationProtocol  uint8 = 120
)

// alertReasons are OpenSSL's words for an alert that the peer sent us. The
// prefixes (sslv3, tlsv1, tlsv13) tell where the alert was first defined, not
// which version the connection speaks, and some are missing: all of this is as
// Node 20 prints it (measured by sending it each of them).
var alertReasons = map[uint8]Reason{
	10:  "sslv3 alert unexpected message",
	20:  "sslv3 alert bad record mac",
	21:  "tlsv1 alert decryption failed",
	22:  "tlsv1 alert record overflow",
	30:  "sslv3 alert decompression failure",
	40:  "sslv3 alert handshake failure",
	41:  "sslv3 alert no certificate",
	42:  "sslv3 alert bad certificate",
	43:  "sslv3 alert unsupported certificate",
	44:  "sslv3 alert certificate revoked",
	45:  "sslv3 alert certificate expired",
	46:  "sslv3 alert certificate unknown",
	47:  "sslv3 alert illegal parameter",
	48:  "tlsv1 alert unknown ca",
	49:  "tlsv1 alert access denied",
	50:  "tlsv1 alert decode error",
	51:  "tlsv1 alert decrypt error",
	60:  "tlsv1 alert export restriction",
	70:  "tlsv1 alert protocol version",
	71:  "tlsv1 alert insufficient security",
	80:  "tlsv1 alert internal error",
	86:  "tlsv1 alert inappropriate fallback",
	90:  "tlsv1 alert user cancelled",
	100: "tlsv1 alert no renegotiation",
	109: "tlsv13 alert missing extension",
	110: "tlsv1 unsupported extension",
	111: "tlsv1 certificate unobtainable",
	112: "tlsv1 unrecognized name",
	113: "tlsv1 bad certificate status response",
	114: "tlsv1 bad certificate hash value",
	115: "tlsv1 alert unknown psk identity",
	116: "tlsv13 alert certificate required",
	120: "tlsv1 alert no application protocol",
}

// alertNumberBase is what OpenSSL adds to an alert to get the reason number of
// its receipt (SSL_AD_REASON_OFFSET).
const alertNumberBase = 1000

// receivedAlert is the error of a fatal alert that the peer sent.
func receivedAlert(alert uint8, cause error) *Error {
	e := &Error{
		Kind: KindPeer, Reason: alertReasons[alert], Alert: alert, Err: cause,
		Library: sslLibrary, Function: "ssl3_read_bytes",
		Number: sslNumber(alertNumberBase + uint32(alert)),
	}
	if e.Reason == "" {
		e.Reason = ReasonUnknownAlert
		e.Number = sslNumber(sslReasons[ReasonUnknownAlert].number)
		e.Err = fmt.Errorf("alert number %d", alert)
	}
	e.Code = sslCode(e.Reason)
	return e
}
