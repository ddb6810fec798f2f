package tlscore

import (
	"context"
	"crypto/tls"
	"slices"

	"tlsjs/tlscore/tls12"
)

// Pre-shared keys (RFC 4279) are tls12's. TLS 1.3 has such keys too (RFC 8446
// section 2.2), but crypto/tls takes none from its caller, so whoever has keys
// speaks TLS 1.2 at most with whom has keys: a client always, a server with
// clients that offer a suite with keys. Another client of that server gets TLS
// 1.3 and a certificate as ever.

// MissesKeys reports whether OpenSSL would use pre-shared keys with the context
// and nobody here can: it speaks TLS 1.3, and below that no suite that needs a
// key. Where it speaks no TLS 1.3 and no such suite, keys are of no use to OpenSSL
// either. Any goroutine may call it.
func (c *Context) MissesKeys() bool {
	old := slices.ContainsFunc(c.versions, func(v uint16) bool { return v <= tls.VersionTLS12 })
	return slices.Contains(c.versions, tls.VersionTLS13) && !(old && slices.ContainsFunc(c.suites, Cipher.needsKey))
}

// lowerForKey makes a choice of TLS 1.2 for a client of TLS 1.3 that has a
// pre-shared key, and reports whether it did. Who offers keys wants one used: a
// certificate is not what it would look for. Both ends see what the ClientHello
// was, so nobody between them brings this about.
func (c *Context) lowerForKey(hello *clientHello, ch *choice) bool {
	if !slices.Contains(c.versions, tls.VersionTLS12) || !hello.supports(tls.VersionTLS12) {
		return false
	}
	suites := slices.DeleteFunc(c.mutualSuites(hello, tls.VersionTLS12, true), func(s Cipher) bool { return !s.needsKey() })
	lowered := choice{version: tls.VersionTLS12, schemes: ch.schemes, lowered: true}
	if !c.chooseSuite(hello, &lowered, suites) {
		return false
	}
	*ch = lowered
	return true
}

// askServerKey gives the error of a hook its form. The peer hears nothing of it,
// as in Node.
func (c *Conn) askServerKey(hook func(context.Context, string, []byte) ([]byte, error)) tls12.PSKServer {
	if hook == nil {
		return nil
	}
	return func(ctx context.Context, identity []byte) ([]byte, error) {
		name := c.state.ServerName
		if s := c.published.Load(); s != nil {
			name = s.ServerName // a renegotiation
		}
		key, err := hook(ctx, name, identity)
		if err != nil {
			return nil, c.hookFailed(err)
		}
		return key, nil
	}
}

// askClientKey does the same for a client.
func (c *Conn) askClientKey(hook func(context.Context, []byte) (identity, key []byte, err error)) tls12.PSKClient {
	if hook == nil {
		return nil
	}
	return func(ctx context.Context, hint []byte) ([]byte, []byte, error) {
		identity, key, err := hook(ctx, hint)
		if err != nil {
			return nil, nil, c.hookFailed(err)
		}
		return identity, key, nil
	}
}
