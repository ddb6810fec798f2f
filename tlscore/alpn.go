package tlscore

import (
	"context"
	"fmt"
	"slices"
)

// checkALPN refuses names that the extension cannot hold (RFC 7301 section 3.1).
func checkALPN(names []string) error {
	total := 0
	for _, name := range names {
		if len(name) == 0 || len(name) > 255 {
			return badConfig("ALPN name of %d bytes, must be 1 to 255", len(name))
		}
		total += 1 + len(name)
	}
	if total > 65535 {
		return badConfig("ALPN names of %d bytes, must be at most 65535", total)
	}
	return nil
}

// chooseALPN is the server's choice: its own order decides, and no overlap is
// fatal, as in Node 20 (crypto/tls would let an "h2" server take "http/1.1").
// A client that offers nothing gets nothing, and so does everybody when the
// server has no list.
func (cfg *ServerConfig) chooseALPN(ctx context.Context, hello *clientHello) (string, error) {
	if len(hello.alpn) == 0 {
		return "", nil
	}
	if cfg.GetALPN != nil {
		name, err := cfg.GetALPN(ctx, hello.serverName, slices.Clone(hello.alpn))
		if err != nil {
			return "", &Error{Kind: KindCaller, Reason: ReasonHook, Alert: alertNoApplicationProtocol, Sent: true, Err: err}
		}
		if name == "" {
			return "", sslError(KindPeer, ReasonNoApplicationProtocol, alertNoApplicationProtocol, nil)
		}
		if !slices.Contains(hello.alpn, name) {
			return "", &Error{Kind: KindCaller, Reason: ReasonHook, Code: "ERR_TLS_ALPN_CALLBACK_INVALID_RESULT",
				Alert: alertNoApplicationProtocol, Sent: true,
				Err: fmt.Errorf("ALPN protocol %q was not offered", name)}
		}
		return name, nil
	}
	if len(cfg.ALPN) == 0 {
		return "", nil
	}
	for _, name := range cfg.ALPN {
		if slices.Contains(hello.alpn, name) {
			return name, nil
		}
	}
	return "", sslError(KindPeer, ReasonNoApplicationProtocol, alertNoApplicationProtocol, nil)
}
