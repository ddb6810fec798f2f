package tls

import (
	"errors"
	"io"
	"net"

	"github.com/dop251/goja"

	"tlsjs/internal/transport"
	"tlsjs/jsmod/internal/bind"
	"tlsjs/tlscore"
)

// errorObject is err as a script gets it: Node's code, OpenSSL's library and
// reason. A hook's own error comes back as it was.
func (b *binding) errorObject(err error) goja.Value {
	var (
		hook *hookError
		e    *tlscore.Error
	)
	switch {
	case errors.As(err, &hook):
		return hook.value
	case errors.As(err, &e):
		return b.tlsError(e)
	}
	return b.systemError(err)
}

// nodeWords are Node's own sentences for what OpenSSL has no number for.
var nodeWords = map[tlscore.Reason]struct{ code, text string }{
	tlscore.ReasonHangUp:           {"ECONNRESET", "socket hang up"},
	tlscore.ReasonPeerUnauthorized: {"ECONNRESET", "the client is not authorized"}, // socket.js says that it hung up
	tlscore.ReasonHandshakeTimeout: {"ERR_TLS_HANDSHAKE_TIMEOUT", "TLS handshake timeout"},
	tlscore.ReasonCancelled:        {"ECONNRESET", "socket hang up"},
	tlscore.ReasonPSKHint:          {"ERR_TLS_PSK_SET_IDENTITY_HINT_FAILED", "Failed to set PSK identity hint"},
}

func (b *binding) tlsError(e *tlscore.Error) goja.Value {
	if e.Number != 0 {
		o := bind.Error(b.vm, "Error", "", tlscore.NodeMessage(e))
		put(o, "library", e.Library)
		put(o, "reason", string(e.Reason))
		if e.Code != "" {
			put(o, "code", e.Code)
		}
		return o
	}
	if words, ok := nodeWords[e.Reason]; ok {
		return bind.Error(b.vm, "Error", words.code, words.text)
	}
	if e.Kind == tlscore.KindEnvironment && e.Err != nil {
		return b.systemError(e.Err)
	}
	if e.Code == "ERR_INVALID_ARG_VALUE" && e.Err != nil {
		return bind.Error(b.vm, "TypeError", e.Code, e.Err.Error())
	}
	return bind.Error(b.vm, "Error", e.Code, tlscore.NodeMessage(e))
}

// systemError is a failure of the network below TLS.
func (b *binding) systemError(err error) goja.Value {
	if errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF) {
		return bind.Error(b.vm, "Error", "ECONNRESET", "socket hang up")
	}
	f := transport.Describe(err)
	if f.Code == "UNKNOWN" {
		return bind.Error(b.vm, "Error", f.Code, err.Error())
	}
	return bind.SystemError(b.vm, f.Syscall+" "+f.Code, f.Code, f.Errno, f.Syscall)
}

// errorFrom(failure) is the error for a failure object of a stream handle when
// the failure is TLS's, undefined when it is the network's.
func (b *binding) errorFrom(call goja.FunctionCall) goja.Value {
	err, ok := bind.Unwrap[error](call.Argument(0))
	if !ok {
		return goja.Undefined()
	}
	// A write learns of an end in mid-renegotiation so.
	if errors.Is(err, io.EOF) {
		return b.systemError(err)
	}
	var e *tlscore.Error
	if !errors.As(err, &e) {
		return goja.Undefined()
	}
	return b.tlsError(e)
}
