package tlscore

import (
	"errors"

	"tlsjs/tlscore/tls12"
)

// translate12 turns tls12's errors into ours: OpenSSL's words for what the peer
// did, so that nobody can tell the engines apart.
func translate12(err error) *Error {
	var e *tls12.Error
	errors.As(err, &e)
	if e.Remote {
		return receivedAlert(uint8(e.Alert), nil)
	}
	for _, row := range secondReasons {
		if row.alert == e.Alert && (row.is == nil || errors.Is(e.Err, row.is)) {
			return sslError(row.kind, row.reason, uint8(e.Alert), e.Err)
		}
	}
	return sslError(KindInternal, ReasonInternalError, uint8(e.Alert), e.Err)
}

// secondReasons are read from above; the row without an error is the rest of its
// alert.
var secondReasons = []struct {
	alert  tls12.Alert
	is     error
	reason Reason
	kind   Kind
}{
	{tls12.AlertUnexpectedMessage, tls12.ErrIdle, ReasonTooManyWarnAlerts, KindPeer},
	{tls12.AlertUnexpectedMessage, nil, ReasonUnexpectedMessage, KindPeer},
	{tls12.AlertBadRecordMAC, nil, ReasonDecryptionFailed, KindPeer},
	{tls12.AlertRecordOverflow, nil, ReasonDataLengthTooLong, KindPeer},
	{tls12.AlertHandshakeFailure, tls12.ErrNoCertificate, ReasonPeerNoCertificate, KindPeer},
	{tls12.AlertHandshakeFailure, tls12.ErrPSKIdentity, ReasonPSKIdentity, KindCaller},
	{tls12.AlertHandshakeFailure, tls12.ErrPSKLength, ReasonDataLengthTooLong, KindPeer},
	{tls12.AlertHandshakeFailure, tls12.ErrRenegotiationInfo, ReasonRenegotiationMismatch, KindPeer},
	{tls12.AlertHandshakeFailure, tls12.ErrExtendedMasterSecret, ReasonInconsistentEMS, KindPeer},
	{tls12.AlertHandshakeFailure, nil, ReasonNoSharedCipher, KindPeer},
	{tls12.AlertBadCertificate, nil, ReasonBadCertificate, KindPeer},
	{tls12.AlertUnsupportedCertificate, nil, ReasonUnknownCertificateType, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrNotOffered, ReasonWrongCipherReturned, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrGroup, ReasonWrongCurve, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrDowngrade, ReasonInappropriateFallback, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrCompression, ReasonUnsupportedCompression, KindPeer},
	{tls12.AlertIllegalParameter, tls12.ErrNoCompression, ReasonNoCompression, KindPeer},
	{tls12.AlertIllegalParameter, nil, ReasonBadExtension, KindPeer},
	{tls12.AlertDecodeError, nil, ReasonLengthMismatch, KindPeer},
	{tls12.AlertDecryptError, tls12.ErrFinished, ReasonDigestCheckFailed, KindPeer},
	{tls12.AlertDecryptError, nil, ReasonBadSignature, KindPeer},
	{tls12.AlertProtocolVersion, nil, ReasonUnsupportedProtocol, KindPeer},
	{tls12.AlertInternalError, tls12.ErrLegacySignature, ReasonLegacySignature, KindPeer},
	{tls12.AlertInsufficientSecurity, nil, ReasonDHKeyTooSmall, KindPeer},
	{tls12.AlertInappropriateFallback, nil, ReasonInappropriateFallback, KindPeer},
	{tls12.AlertUnsupportedExtension, nil, ReasonUnsolicitedExtension, KindPeer},
	{tls12.AlertUnknownPSKIdentity, nil, ReasonPSKIdentity, KindPeer},
	{tls12.AlertNoApplicationProtocol, nil, ReasonNoApplicationProtocol, KindPeer},
}
