package httpwire

// Error is why a message cannot be read. The peer is at fault.
type Error struct {
	// Code is Node's, HPE_ and a word; Reason is a sentence without a full stop.
	Code, Reason string
	// Offset is how many bytes of what Execute was given were read before.
	Offset int

	// after tells that the offending byte counts as read.
	after bool
}

// Error implements error.
func (e *Error) Error() string { return "httpwire: " + e.Code + ": " + e.Reason }

// here is an error at the byte that is being looked at, past one behind it.
func here(code, reason string) *Error { return &Error{Code: code, Reason: reason} }
func past(code, reason string) *Error { return &Error{Code: code, Reason: reason, after: true} }

func crExpected(place string) *Error {
	return here("HPE_CR_EXPECTED", "Missing expected CR after "+place)
}

func crExpectedPast(place string) *Error {
	return past("HPE_CR_EXPECTED", "Missing expected CR after "+place)
}

func badToken(reason string) *Error { return here("HPE_INVALID_HEADER_TOKEN", reason) }

func strict(reason string) *Error { return here("HPE_STRICT", reason) }
