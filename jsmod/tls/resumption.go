package tls

import (
	"context"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// askNewSession asks onnewsession(id, session, done) to keep a session.
func (s *session) askNewSession(ctx context.Context, id, der []byte) error {
	_, err := ask(ctx, s, func() goja.Callable { return s.b.events.newSession },
		func() []goja.Value {
			return []goja.Value{s.newBuffer(id), s.newBuffer(der)}
		},
		func(goja.Value) (struct{}, error) {
			if !s.asking {
				s.kept = s.b.ticks.Capture()
			}
			return struct{}{}, nil
		})
	return err
}

// askSession asks onresumesession(id, done) for a session, null for none.
func (s *session) askSession(ctx context.Context, id []byte) ([]byte, error) {
	return ask(ctx, s, func() goja.Callable { return s.b.events.resumeSession },
		func() []goja.Value { return []goja.Value{s.newBuffer(id)} },
		func(v goja.Value) ([]byte, error) {
			der, _ := bind.CopyBytes(v)
			return der, nil
		})
}

func (s *session) newBuffer(data []byte) goja.Value {
	return bind.NewBuffer(s.b.host, append([]byte(nil), data...))
}
