package http2wire

// Error codes of RFC 9113, 7.
const (
	CodeNo                 = 0x0
	CodeProtocol           = 0x1
	CodeInternal           = 0x2
	CodeFlowControl        = 0x3
	CodeSettingsTimeout    = 0x4
	CodeStreamClosed       = 0x5
	CodeFrameSize          = 0x6
	CodeRefusedStream      = 0x7
	CodeCancel             = 0x8
	CodeCompression        = 0x9
	CodeConnect            = 0xa
	CodeEnhanceYourCalm    = 0xb
	CodeInadequateSecurity = 0xc
	CodeHTTP11Required     = 0xd
)

// Errno is nghttp2's number for what went wrong: negative, 0 for nothing.
type Errno int

// The numbers that a session gives.
const (
	ErrInvalidArgument       Errno = -501
	ErrProto                 Errno = -505
	ErrStreamIDNotAvailable  Errno = -509
	ErrStreamClosed          Errno = -510
	ErrInvalidStreamID       Errno = -513
	ErrInvalidStreamState    Errno = -514
	ErrStartStreamNotAllowed Errno = -516
	ErrFrameSize             Errno = -522
	ErrHeaderComp            Errno = -523
	ErrFlowControl           Errno = -524
	ErrTooManySettings       Errno = -527
	ErrPushDisabled          Errno = -528
	ErrDataExist             Errno = -529
	ErrSessionClosing        Errno = -530
	ErrCallbackFailure       Errno = -902
	ErrBadClientMagic        Errno = -903
	ErrFlooded               Errno = -904
	ErrContinuations         Errno = -905
)

// Failure is a connection error: the peer is at fault, and GOAWAY tells it so.
type Failure struct {
	Code   uint32 // for GOAWAY
	Errno  Errno
	Reason string // a sentence without a full stop, in the debug data of GOAWAY
	// Name is the code of Node's error where that is not the one of Errno.
	Name string
}

// Error implements error.
func (f *Failure) Error() string { return "http2wire: " + f.Reason }

func protocol(reason string) *Failure {
	return &Failure{Code: CodeProtocol, Errno: ErrProto, Reason: reason}
}

func frameSize(reason string) *Failure {
	return &Failure{Code: CodeFrameSize, Errno: ErrFrameSize, Reason: reason}
}

func flooded(reason string) *Failure {
	return &Failure{Code: CodeEnhanceYourCalm, Errno: ErrFlooded, Reason: reason}
}
