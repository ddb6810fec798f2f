package tls

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"tlsjs/jsmod/internal/bind"
)

// askServerKey asks onpskserver(identity, named, done) for a client's key, null for
// none. named says that the client sent a server name.
// Identities are texts to a script; what is none nobody has.
func (s *session) askServerKey(ctx context.Context, serverName string, identity []byte) ([]byte, error) {
	name := cString(string(identity))
	if !utf8.Valid(name) {
		return nil, nil
	}
	return ask(ctx, s, func() goja.Callable { return s.b.events.pskServer },
		func() []goja.Value {
			s.asked = serverName
			return []goja.Value{s.b.vm.ToValue(string(name)), s.b.vm.ToValue(serverName != "")}
		},
		func(v goja.Value) ([]byte, error) {
			key, _ := bind.CopyBytes(v)
			return key, nil
		})
}

type clientKey struct{ identity, key []byte }

// askClientKey asks onpskclient(hint, done) for {identity, psk}, null for none.
// hint is null where the server gave none.
func (s *session) askClientKey(ctx context.Context, hint []byte) (identity, key []byte, err error) {
	text := cString(string(hint))
	if !utf8.Valid(text) {
		return nil, nil, nil
	}
	k, err := ask(ctx, s, func() goja.Callable { return s.b.events.pskClient },
		func() []goja.Value {
			if hint == nil {
				return []goja.Value{goja.Null()}
			}
			return []goja.Value{s.b.vm.ToValue(string(text))}
		},
		func(v goja.Value) (clientKey, error) {
			key, _ := bind.CopyBytes(bind.Prop(v, "psk"))
			return clientKey{cString(bind.String(v, "identity")), key}, nil
		})
	return k.identity, k.key, err
}

// cString is a text up to its first zero, where those of OpenSSL end.
func cString(text string) []byte {
	text, _, _ = strings.Cut(text, "\x00")
	return []byte(text)
}
