package tlscore

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"reflect"
	"strings"

	"tlsjs/tlscore/tls12"
)

// Kind names the guilty party of an error. Every [Error] carries one.
type Kind int

// The four parties that can be at fault.
const (
	// KindPeer: the other side broke the protocol, refused us, or went away.
	KindPeer Kind = iota + 1
	// KindCaller: an option, a key or a call of ours makes no sense.
	KindCaller
	// KindEnvironment: the network, the operating system, the clock, a deadline.
	KindEnvironment
	// KindInternal: a defect of this package or of crypto/tls.
	KindInternal
)

// String returns a lower-case word for messages and logs.
func (k Kind) String() string {
	switch k {
	case KindPeer:
		return "peer"
	case KindCaller:
		return "caller"
	case KindEnvironment:
		return "environment"
	case KindInternal:
		return "internal"
	}
	return fmt.Sprintf("kind(%d)", int(k))
}

// Reason says what went wrong, in OpenSSL's lower-case words where OpenSSL has
// some ("wrong version number") and in ours where it has none. Reasons are
// compared, never parsed; the table in reasons.go gives OpenSSL's numbers.
type Reason string

// Error is every error that this package returns, except plain network errors
// of an established connection, which pass through unchanged, and io.EOF.
//
// It is immutable once returned; any goroutine may read it.
type Error struct {
	// Kind is the guilty party.
	Kind Kind
	// Reason is what went wrong.
	Reason Reason
	// Alert is the TLS alert (RFC 8446 section 6) that went over the wire, 0 for none.
	Alert uint8
	// Sent is true when Alert was sent by us, false when it was received.
	Sent bool
	// Err is the cause, if there is one worth keeping (nil otherwise).
	Err error
	// Code is Node's code for scripts, "" when Node gives none.
	Code string
	// Library and Function are OpenSSL's words ("SSL routines"; the function
	// is empty since OpenSSL 3).
	Library, Function string
	// Number is OpenSSL's packed number (library<<23 | reason), 0 for none.
	Number uint32
}

// Error returns a text for people: the reason, then the cause.
func (e *Error) Error() string {
	text := "tls: " + string(e.Reason)
	if e.Err == nil {
		return text
	}
	return text + ": " + strings.TrimPrefix(e.Err.Error(), "tls: ")
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is an *Error of the same reason, so that
// errors.Is(err, &Error{Reason: ReasonWrongVersionNumber}) works.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Reason == e.Reason && (t.Kind == 0 || t.Kind == e.Kind)
}

// OpenSSL returns the line that ERR_error_string prints, which is the stable
// part of Node's message: "error:0A00010B:SSL routines::wrong version number".
// (Node 20 puts Function between the colons, and a thread's address and a line
// of C around it.)
// It is empty for reasons that OpenSSL does not have.
func (e *Error) OpenSSL() string {
	if e.Number == 0 {
		return ""
	}
	return fmt.Sprintf("error:%08X:%s::%s", e.Number, e.Library, e.Reason)
}

// What follows is the only reading of crypto/tls's untyped errors. Real
// handshakes with tampered messages produce them in translate_test.go, where
// every text is also looked up in the source of the Go release at hand.

// translate turns an error of crypto/tls, of the transport, or of a hook into
// an *Error. During a handshake the end of the transport is an error too.
func translate(err error, w *wire, handshake bool) *Error {
	var ours *Error
	var header tls.RecordHeaderError
	var op *net.OpError
	switch {
	case errors.As(err, &ours):
		return ours
	case errors.As(err, new(*tls12.Error)):
		return translate12(err)
	case errors.Is(err, errRenegotiation):
		return sslError(KindPeer, ReasonNoRenegotiation, 0, nil)
	case handshake && isEnd(err):
		return &Error{Kind: KindPeer, Reason: ReasonHangUp, Code: "ECONNRESET", Err: err}
	case errors.As(err, &header):
		return recordHeaderError(header, w)
	case errors.As(err, &op) && op.Op == "remote error":
		return receivedAlert(alertOf(op.Err), nil)
	case errors.As(err, &op) && op.Op == "local error":
		return sentAlert(alertOf(op.Err))
	case isTransportError(err):
		return &Error{Kind: KindEnvironment, Reason: ReasonTransport, Err: err}
	}
	text := err.Error()
	for _, row := range textReasons {
		if strings.HasPrefix(text, "tls: "+row.prefix) {
			alert := w.handshake.sentAlert()
			if alert == 0 {
				alert = row.alert
			}
			return sslError(row.kind, row.reason, alert, err)
		}
	}
	return sslError(KindInternal, ReasonInternalError, w.handshake.sentAlert(), err)
}

// isEnd reports the ways in which a transport says that the peer is gone.
func isEnd(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.ErrClosedPipe)
}

// isTransportError reports an error that crypto/tls merely passed on: all of
// its own are alerts in a net.OpError, record header errors, or texts that
// begin with its name.
func isTransportError(err error) bool {
	var op *net.OpError
	if errors.As(err, new(*tls12.Error)) || errors.As(err, &op) && (op.Op == "remote error" || op.Op == "local error") {
		return false
	}
	return !strings.HasPrefix(err.Error(), "tls: ")
}

// alertOf reads crypto/tls's unexported alert type, which is a number.
func alertOf(err error) uint8 {
	if v := reflect.ValueOf(err); v.Kind() == reflect.Uint8 {
		return uint8(v.Uint())
	}
	return alertInternalError
}

// recordHeaderError names a record that cannot be one.
func recordHeaderError(header tls.RecordHeaderError, w *wire) *Error {
	alert := w.handshake.sentAlert()
	switch {
	case strings.HasPrefix(header.Msg, "oversized record"):
		return sslError(KindPeer, ReasonPacketLengthTooLong, alertRecordOverflow, header)
	case header.RecordHeader[1] == 3 && header.Conn != nil:
		// crypto/tls says nothing to a peer that speaks TLS, but begins with
		// the wrong record; OpenSSL does.
		w.sendAlert(alertUnexpectedMessage)
		return sslError(KindPeer, ReasonUnexpectedMessage, alertUnexpectedMessage, header)
	}
	return sslError(KindPeer, ReasonWrongVersionNumber, alert, header)
}

// sentAlert names the cases in which crypto/tls's error is just the alert that
// it sent.
func sentAlert(alert uint8) *Error {
	reason, kind := ReasonInternalError, KindInternal
	switch alert {
	case alertUnexpectedMessage:
		reason, kind = ReasonUnexpectedMessage, KindPeer
	case alertBadRecordMAC:
		reason, kind = ReasonDecryptionFailed, KindPeer
	case alertRecordOverflow:
		reason, kind = ReasonDataLengthTooLong, KindPeer
	case alertDecodeError:
		reason, kind = ReasonLengthMismatch, KindPeer
	case alertNoRenegotiation:
		reason, kind = ReasonNoRenegotiation, KindPeer
	case alertIllegalParameter, alertDecryptError:
		reason, kind = ReasonBadSignature, KindPeer
	}
	return sslError(kind, reason, alert, nil)
}

// textReason reads an error text of crypto/tls, by its beginning.
type textReason struct {
	prefix string
	reason Reason
	alert  uint8 // when it went out sealed, so that the wire did not see it
	kind   Kind
}

var textReasons = []textReason{
	{"received unexpected handshake message", ReasonUnexpectedMessage, alertUnexpectedMessage, KindPeer},
	{"server selected unsupported protocol version", ReasonUnsupportedProtocol, alertProtocolVersion, KindPeer},
	{"client offered only unsupported versions", ReasonUnsupportedProtocol, alertProtocolVersion, KindPeer},
	{"downgrade attempt detected", ReasonInappropriateFallback, alertIllegalParameter, KindPeer},
	{"client using inappropriate protocol fallback", ReasonInappropriateFallback, alertInappropriateFallback, KindPeer},
	{"server chose an unconfigured cipher suite", ReasonWrongCipherReturned, alertHandshakeFailure, KindPeer},
	{"no cipher suite supported by both", ReasonNoSharedCipher, alertHandshakeFailure, KindPeer},
	{"client didn't provide a certificate", ReasonPeerNoCertificate, alertCertificateRequired, KindPeer},
	{"client does not support uncompressed", ReasonNoCompression, alertIllegalParameter, KindPeer},
	{"TLS 1.3 client supports illegal compression", ReasonUnsupportedCompression, alertIllegalParameter, KindPeer},
	{"server selected unsupported compression", ReasonUnsupportedCompression, alertIllegalParameter, KindPeer},
	{"failed to parse certificate", ReasonBadCertificate, alertDecodeError, KindPeer},
	{"failed to parse client certificate", ReasonBadCertificate, alertDecodeError, KindPeer},
	{"server sent certificate containing RSA key larger", ReasonBadCertificate, alertBadCertificate, KindPeer},
	{"client sent certificate containing RSA key larger", ReasonBadCertificate, alertBadCertificate, KindPeer},
	{"server's certificate contains an unsupported", ReasonUnknownCertificateType, alertUnsupportedCertificate, KindPeer},
	{"client certificate contains an unsupported", ReasonUnknownCertificateType, alertUnsupportedCertificate, KindPeer},
	{"server certificate contains incorrect key type", ReasonWrongCertificateType, alertIllegalParameter, KindPeer},
	{"received empty certificates message", ReasonCertLengthMismatch, alertDecodeError, KindPeer},
	{"invalid signature by the server certificate", ReasonBadSignature, alertDecryptError, KindPeer},
	{"invalid signature by the client certificate", ReasonBadSignature, alertDecryptError, KindPeer},
	{"certificate used with invalid signature algorithm", ReasonWrongSignatureType, alertIllegalParameter, KindPeer},
	{"client certificate used with invalid signature", ReasonWrongSignatureType, alertIllegalParameter, KindPeer},
	{"peer doesn't support any of the certificate's signature", ReasonNoSuitableSignature, alertHandshakeFailure, KindPeer},
	{"missing signature_algorithms from TLS 1.2 peer", ReasonNoSuitableSignature, alertHandshakeFailure, KindPeer},
	{"server's Finished message was incorrect", ReasonDigestCheckFailed, alertHandshakeFailure, KindPeer},
	{"client's Finished message is incorrect", ReasonDigestCheckFailed, alertHandshakeFailure, KindPeer},
	{"invalid server finished hash", ReasonDigestCheckFailed, alertDecryptError, KindPeer},
	{"invalid client finished hash", ReasonDigestCheckFailed, alertDecryptError, KindPeer},
	{"invalid PSK binder", ReasonBinderDoesNotVerify, alertDecryptError, KindPeer},
	{"server selected unsupported group", ReasonWrongCurve, alertIllegalParameter, KindPeer},
	{"server selected unsupported curve", ReasonWrongCurve, alertIllegalParameter, KindPeer},
	{"server selected unoffered curve", ReasonWrongCurve, alertIllegalParameter, KindPeer},
	{"no key exchanges supported by both", ReasonNoSuitableKeyShare, alertHandshakeFailure, KindPeer},
	{"invalid client key share", ReasonBadKeyShare, alertIllegalParameter, KindPeer},
	{"invalid server key share", ReasonBadKeyShare, alertIllegalParameter, KindPeer},
	{"malformed key_share extension", ReasonBadKeyShare, alertDecodeError, KindPeer},
	{"received malformed key_share extension", ReasonBadKeyShare, alertDecodeError, KindPeer},
	{"invalid ClientKeyExchange message", ReasonLengthMismatch, alertIllegalParameter, KindPeer},
	{"invalid ServerKeyExchange message", ReasonLengthMismatch, alertIllegalParameter, KindPeer},
	{"missing ServerKeyExchange message", ReasonUnexpectedMessage, alertUnexpectedMessage, KindPeer},
	{"unexpected ServerKeyExchange", ReasonUnexpectedMessage, alertUnexpectedMessage, KindPeer},
	{"initial handshake had non-empty renegotiation", ReasonRenegotiationMismatch, alertHandshakeFailure, KindPeer},
	{"incorrect renegotiation extension", ReasonRenegotiationMismatch, alertHandshakeFailure, KindPeer},
	{"session supported extended_master_secret but", ReasonInconsistentEMS, alertHandshakeFailure, KindPeer},
	{"server resumed a session with a different EMS", ReasonInconsistentEMS, alertHandshakeFailure, KindPeer},
	{"server advertised unrequested ALPN", ReasonBadExtension, alertUnsupportedExtension, KindPeer},
	{"server selected unadvertised ALPN", ReasonBadExtension, alertUnsupportedExtension, KindPeer},
	{"server did not select an ALPN protocol", ReasonBadExtension, alertUnsupportedExtension, KindPeer},
	{"client sent unexpected early data", ReasonUnsolicitedExtension, alertUnsupportedExtension, KindPeer},
	{"handshake message of length", ReasonExcessiveMessageSize, alertInternalError, KindPeer},
	{"too many ignored records", ReasonTooManyWarnAlerts, alertUnexpectedMessage, KindPeer},
	{"too many non-advancing records", ReasonTooManyWarnAlerts, alertUnexpectedMessage, KindPeer},
	// The rest of crypto/tls's texts about a peer, without a word of their own.
	{"internal error", ReasonInternalError, alertInternalError, KindInternal},
	{"server ", ReasonBadExtension, alertIllegalParameter, KindPeer},
	{"client ", ReasonBadExtension, alertIllegalParameter, KindPeer},
	{"unexpected ", ReasonBadExtension, alertUnsupportedExtension, KindPeer},
	{"received ", ReasonUnexpectedMessage, alertUnexpectedMessage, KindPeer},
	{"invalid or missing PSK binders", ReasonBadExtension, alertIllegalParameter, KindPeer},
}
