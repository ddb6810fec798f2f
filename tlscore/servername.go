package tlscore

import (
	"context"
	"net"
	"strings"
)

// contextFor asks the SNI hook, in the handshake's goroutine. Like Node it is
// asked only when the client names a server.
func (cfg *ServerConfig) contextFor(ctx context.Context, hello *clientHello) (*Context, error) {
	if cfg.GetContext == nil || hello.serverName == "" {
		return cfg.Context, nil
	}
	chosen, err := cfg.GetContext(ctx, hello.serverName)
	if err != nil {
		return nil, &Error{Kind: KindCaller, Reason: ReasonHook, Err: err}
	}
	if chosen == nil {
		return cfg.Context, nil
	}
	return cfg.Context.presenting(chosen), nil
}

// presenting is c with what a name's own context has a say in: who we are, whom we
// trust, and how both is signed. The rest, versions and suites with it, is the
// connection's, as in OpenSSL (SSL_set_SSL_CTX).
func (c *Context) presenting(chosen *Context) *Context {
	both, m := *c, *c.material
	m.certificates, m.roots, m.crls = chosen.certificates, chosen.roots, chosen.crls
	m.signatureAlgorithms, m.securityLevel = chosen.signatureAlgorithms, chosen.securityLevel
	both.material, both.dh, both.clientCAs = &m, chosen.dh, chosen.clientCAs
	both.sessionContext = chosen.sessionContext
	return &both
}

// sniName is the name that a client may send for a host: never an address
// (RFC 6066 section 3), and without the final dot.
func sniName(host string) string {
	name := strings.TrimSuffix(host, ".")
	if net.ParseIP(strings.Trim(name, "[]")) != nil {
		return ""
	}
	return name
}
