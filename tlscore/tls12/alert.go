package tls12

import (
	"errors"
	"fmt"
)

// Alert is an alert description (RFC 5246 section 7.2, IANA's TLS Alerts).
type Alert uint8

// The alerts that this package sends or looks at; others may arrive.
const (
	AlertCloseNotify            Alert = 0
	AlertUnexpectedMessage      Alert = 10
	AlertBadRecordMAC           Alert = 20
	AlertRecordOverflow         Alert = 22
	AlertHandshakeFailure       Alert = 40
	AlertBadCertificate         Alert = 42
	AlertUnsupportedCertificate Alert = 43
	AlertIllegalParameter       Alert = 47
	AlertDecodeError            Alert = 50
	AlertDecryptError           Alert = 51
	AlertProtocolVersion        Alert = 70
	AlertInsufficientSecurity   Alert = 71
	AlertInternalError          Alert = 80
	AlertInappropriateFallback  Alert = 86
	AlertNoRenegotiation        Alert = 100
	AlertUnsupportedExtension   Alert = 110
	AlertUnknownPSKIdentity     Alert = 115
	AlertNoApplicationProtocol  Alert = 120
)

const (
	alertLevelWarning = 1
	alertLevelFatal   = 2
)

// Error is a failure of the protocol. It is fatal: the connection is closed.
// A hook may return one to choose the alert that the peer is sent.
type Error struct {
	// Alert is what was sent to the peer or, with Remote, what the peer sent.
	Alert Alert
	// Remote says that the peer gave up, for a reason that only it knows.
	Remote bool
	// Err says what was wrong. It is nil with Remote.
	Err error
}

// Error implements error.
func (e *Error) Error() string {
	if e.Remote {
		return fmt.Sprintf("the peer sent alert number %d", e.Alert)
	}
	return e.Err.Error()
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// ErrNoRenegotiation comes out of [Conn.Renegotiate] when the peer refuses and
// the connection goes on as it was (RFC 5246 section 7.2.2, no_renegotiation).
var ErrNoRenegotiation = errors.New("the peer refuses to renegotiate")

// ErrInsecurePeer comes out of [Conn.Renegotiate] when the peer has not shown
// that it knows RFC 5746. Nothing has been sent.
var ErrInsecurePeer = errors.New("the peer does not know secure renegotiation (RFC 5746)")

// What a peer did wrong, inside an [Error], where the alert alone does not say
// it.
var (
	ErrCompression          = errors.New("the server chose a compression")
	ErrDowngrade            = errors.New("somebody has lowered the protocol version")
	ErrExtendedMasterSecret = errors.New("the extended master secret was given up")
	ErrFinished             = errors.New("wrong Finished")
	ErrGroup                = errors.New("the server chose a group that was not offered")
	ErrIdle                 = errors.New("too many records that say nothing")
	ErrLegacySignature      = errors.New("the server signs with MD5 and SHA-1")
	ErrNoCompression        = errors.New("the client insists on compression")
	ErrNoCertificate        = errors.New("the client sent no certificate")
	ErrNotOffered           = errors.New("the server chose what was not offered")
	ErrPSKIdentity          = errors.New("no pre-shared key for this peer")
	ErrPSKLength            = errors.New("identity or hint of a pre-shared key too long")
	ErrRenegotiationInfo    = errors.New("wrong renegotiation_info")
)

// failf makes the error of a peer that broke the protocol.
func failf(alert Alert, format string, args ...any) *Error {
	return &Error{Alert: alert, Err: fmt.Errorf(format, args...)}
}

// hookError gives the error of a hook the alert that the hook chose, or else
// the one that suits the place.
func hookError(err error, alert Alert) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Alert: alert, Err: err}
}
