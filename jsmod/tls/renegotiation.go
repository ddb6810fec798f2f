package tls

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"

	"github.com/dop251/goja"

	"tlsjs/tlscore"
)

// askRenegotiation asks onrenegotiation(done) whether the peer may begin one.
func (s *session) askRenegotiation(ctx context.Context) error {
	_, err := ask(ctx, s, func() goja.Callable { return s.b.events.renegotiation },
		func() []goja.Value { return nil },
		func(goja.Value) (struct{}, error) { return struct{}{}, nil })
	return err
}

// handshaken tells onhandshake of a renegotiation that is over.
func (s *session) handshaken() {
	s.post(func() { s.call(s.b.events.handshake, goja.Undefined()) })
}

// renegotiationError() is why this connection cannot renegotiate, undefined if
// it can.
func (s *session) renegotiationError(goja.FunctionCall) goja.Value {
	st := s.State()
	if st == nil || st.Version < tls.VersionTLS13 {
		return goja.Undefined()
	}
	return s.b.errorObject(s.Renegotiate(s.life))
}

// renegotiate() begins a new handshake; onhandshake follows, or
// onrenegotiationfailed.
func (s *session) renegotiate(goja.FunctionCall) goja.Value {
	if s.below != nil {
		s.below.ask(true)
	}
	s.b.host.Go(func(context.Context) {
		err := s.Renegotiate(s.life)
		s.post(func() {
			if s.below != nil {
				s.below.ask(false)
			}
			switch {
			case err == nil:
			case ended(err):
				s.call(s.b.events.renegotiationFailed)
			default:
				s.call(s.b.events.renegotiationFailed, s.b.errorObject(err))
			}
		})
	})
	return goja.Undefined()
}

// ended tells whether an error says no more than that the connection is over:
// whoever reads it tells of that.
func ended(err error) bool {
	var e *tlscore.Error
	if errors.As(err, &e) {
		return e.Reason == tlscore.ReasonHangUp || e.Reason == tlscore.ReasonCancelled || e.Kind == tlscore.KindEnvironment
	}
	return errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) || errors.Is(err, context.Canceled)
}

// setVerifyMode(request, reject) is for the handshakes to come of a server.
func (s *session) setVerifyMode(call goja.FunctionCall) goja.Value {
	s.SetClientAuth(call.Argument(0).ToBoolean(), call.Argument(1).ToBoolean())
	return goja.Undefined()
}
