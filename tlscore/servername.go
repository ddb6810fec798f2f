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
	return chosen, nil
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
