package tls

import (
	"context"
	"errors"
	"net"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
	"tlsjs/tlscore"
)

// serverConfig ties the hooks of a server's handshake to JavaScript. What a server
// listens for matters to connections that begin after that.
func (s *session) serverConfig(ctx *tlscore.Context, options, server goja.Value) tlscore.ServerConfig {
	reject := bind.Prop(options, "rejectUnauthorized")
	cfg := tlscore.ServerConfig{
		Context:            ctx,
		RequestCert:        bind.Bool(options, "requestCert"),
		RejectUnauthorized: reject == nil || !reject.StrictEquals(s.b.vm.ToValue(false)),
		ALPN:               s.b.protocolNames(bind.Prop(options, "alpn")),
		NPN:                s.b.protocolNames(bind.Prop(options, "npn")),
		KeyLog:             s.logKey,
		// A client in this process hears of the connection after us.
		HoldFinished: true,

		AcceptRenegotiation: s.askRenegotiation,
		Handshaken:          s.handshaken,
	}
	if s.b.hears(server, "newSession") || s.b.hears(server, "resumeSession") {
		cfg.NewSession, cfg.GetSession = s.askNewSession, s.askSession
	}
	if bind.Bool(options, "SNICallback") || bind.Int(bind.Prop(server, "_contexts"), "length", 0) > 0 {
		cfg.GetContext = s.askContext
	}
	if bind.Bool(options, "ALPNCallback") {
		cfg.GetALPN = s.askALPN
	}
	if bind.Bool(options, "pskCallback") {
		cfg.GetPSK = s.askServerKey
		cfg.PSKHint = cString(bind.String(options, "pskIdentityHint"))
	}
	if s.b.hears(server, "OCSPRequest") {
		cfg.GetOCSP = s.askOCSP
	}
	return cfg
}

// hookError is a JavaScript value with which a hook failed. It reaches
// JavaScript again as it is.
type hookError struct {
	value goja.Value
	text  string
}

func (e *hookError) Error() string { return e.text }

var errAnswer = errors.New("answer of a hook cannot be read")

type answer[T any] struct {
	value T
	err   error
}

// ask calls a hook on the loop and waits for its answer, the end of the
// handshake, or that of the connection. convert turns what JavaScript answers
// into what the handshake takes, on the loop.
func ask[T any](ctx context.Context, s *session, fn func() goja.Callable, args func() []goja.Value,
	convert func(goja.Value) (T, error),
) (T, error) {
	var none T
	ch := make(chan answer[T], 1)
	reply := func(a answer[T]) {
		select {
		case ch <- a:
		default: // it was answered before
		}
	}
	posted := s.post(func() {
		answered := false
		s.waits(1)
		done := s.b.vm.ToValue(func(call goja.FunctionCall) goja.Value {
			if answered {
				return goja.Undefined()
			}
			answered = true
			s.waits(-1)
			// Reading the answer may run code of the script, which may throw: the
			// handshake is not to wait for ever then.
			defer reply(answer[T]{err: errAnswer})
			if err := call.Argument(0); !bind.IsNullish(err) {
				reply(answer[T]{err: &hookError{value: err, text: "hook failed"}})
				return goja.Undefined()
			}
			value, err := convert(call.Argument(1))
			reply(answer[T]{value, err})
			return goja.Undefined()
		})
		s.asking = true
		s.call(fn(), append(args(), done)...)
		s.asking = false
	})
	if !posted {
		return none, net.ErrClosed
	}
	select {
	case a := <-ch:
		return a.value, a.err
	case <-ctx.Done():
		return none, context.Cause(ctx)
	case <-s.life.Done():
		return none, net.ErrClosed
	}
}

// askContext asks onsni(name, done) for a native context, null for the default.
func (s *session) askContext(ctx context.Context, name string) (*tlscore.Context, error) {
	return ask(ctx, s, func() goja.Callable { return s.b.events.sni },
		func() []goja.Value {
			s.asked = name
			return []goja.Value{s.b.vm.ToValue(name)}
		},
		func(v goja.Value) (*tlscore.Context, error) {
			s.named = s.b.ticks.Capture()
			if bind.IsNullish(v) {
				return nil, nil
			}
			chosen := coreContext(v)
			if chosen == nil {
				return nil, errors.New("not a context")
			}
			return chosen, nil
		})
}

// askALPN asks onalpn(name, protocols, done) for one of them, "" for none.
func (s *session) askALPN(ctx context.Context, name string, offered []string) (string, error) {
	return ask(ctx, s, func() goja.Callable { return s.b.events.alpn },
		func() []goja.Value {
			list := make([]any, len(offered))
			for i, p := range offered {
				list[i] = toLatin1(p)
			}
			return []goja.Value{s.b.vm.ToValue(name), s.b.vm.NewArray(list...)}
		},
		func(v goja.Value) (string, error) {
			if bind.IsNullish(v) {
				return "", nil
			}
			return fromLatin1(v.String()), nil
		})
}

// askOCSP asks onocsp(certificate, issuer, done) for a response.
func (s *session) askOCSP(ctx context.Context, leaf, issuer []byte) ([]byte, error) {
	return ask(ctx, s, func() goja.Callable { return s.afterName(s.b.events.ocsp) },
		func() []goja.Value {
			var from goja.Value = goja.Null()
			if issuer != nil {
				from = bind.NewBuffer(s.b.host, append([]byte(nil), issuer...))
			}
			return []goja.Value{bind.NewBuffer(s.b.host, append([]byte(nil), leaf...)), from}
		},
		func(v goja.Value) ([]byte, error) {
			data, _ := bind.CopyBytes(v)
			return data, nil
		})
}

// afterName has fn called in the context in which a script has chosen the
// certificate: Node goes on with the response from there.
func (s *session) afterName(fn goja.Callable) goja.Callable {
	if s.named == nil {
		return fn
	}
	return func(this goja.Value, args ...goja.Value) (v goja.Value, err error) {
		s.b.ticks.In(s.named, func() { v, err = fn(this, args...) })
		return v, err
	}
}
