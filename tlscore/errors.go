package tlscore

import (
	"fmt"
	"strings"
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
// It is empty for reasons that OpenSSL does not have.
func (e *Error) OpenSSL() string {
	if e.Number == 0 {
		return ""
	}
	return fmt.Sprintf("error:%08X:%s:%s:%s", e.Number, e.Library, e.Function, e.Reason)
}
