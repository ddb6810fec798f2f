package tlscore

import (
	"context"
	"crypto/tls"
	"errors"
	"time"

	"tlsjs/tlscore/tls12"
)

// errNoTakeover is why a connection with RC4 stays as it is.
var errNoTakeover = errors.New("nothing can be renegotiated with this cipher suite")

// Renegotiate performs a new handshake inside the connection, from either side,
// and waits for it (RFC 5746 only). It reads if nobody else does; data that
// arrives meanwhile is kept for Read, up to a limit. On TLS 1.3 it fails with
// ReasonWrongSSLVersion, and with ReasonNoRenegotiation when the peer refuses or
// the suite is RC4; neither ends the connection. When ctx ends first the
// connection is closed. Any goroutine may call it but the one that a hook runs in.
func (c *Conn) Renegotiate(ctx context.Context) error {
	if err := c.HandshakeContext(ctx); err != nil {
		return err
	}
	if c.published.Load().Version == tls.VersionTLS13 {
		return sslError(KindCaller, ReasonWrongSSLVersion, 0, nil)
	}
	if c.second.Load() == nil {
		switch o := c.takeover.origin; {
		case o == nil:
			return sslError(KindCaller, ReasonNoRenegotiation, 0, errNoTakeover)
		case !o.secureRenegotiation:
			return sslError(KindPeer, ReasonNoRenegotiation, 0, tls12.ErrInsecurePeer)
		}
		// The rest of a record may be long in coming.
		stop := context.AfterFunc(ctx, func() { _ = c.Close() })
		err := c.leaveFirst(ctx)
		stop()
		if err != nil {
			return c.renegotiationError(ctx, err)
		}
	}
	if err := c.second.Load().Renegotiate(ctx); err != nil {
		return c.renegotiationError(ctx, err)
	}
	return nil
}

// renegotiationError names why a renegotiation has failed. What is fatal has
// ended the connection.
func (c *Conn) renegotiationError(ctx context.Context, err error) error {
	switch cause := ctx.Err(); {
	case errors.Is(err, tls12.ErrNoRenegotiation), errors.Is(err, tls12.ErrInsecurePeer):
		return sslError(KindPeer, ReasonNoRenegotiation, 0, err)
	case errors.Is(cause, context.DeadlineExceeded):
		_ = c.Close()
		return &Error{Kind: KindPeer, Reason: ReasonHandshakeTimeout, Code: "ERR_TLS_HANDSHAKE_TIMEOUT", Err: cause}
	case cause != nil:
		_ = c.Close()
		return &Error{Kind: KindCaller, Reason: ReasonCancelled, Err: cause}
	}
	return c.ioError(err)
}

// A client that nobody watches over renegotiates as often as a server may have
// reason to ask, but a server cannot keep it busy for ever.
const (
	maxRenegotiations   = 20
	renegotiationWindow = 10 * time.Minute
)

var errTooMany = errors.New("the server renegotiates all the time")

// limitRenegotiations accepts maxRenegotiations in each window. The function is
// for one goroutine at a time.
func limitRenegotiations(now func() time.Time) func(context.Context) error {
	var count int
	var began time.Time
	return func(context.Context) error {
		if t := now(); t.Sub(began) >= renegotiationWindow {
			began, count = t, 0
		}
		if count++; count > maxRenegotiations {
			return sslError(KindPeer, ReasonNoRenegotiation, alertHandshakeFailure, errTooMany)
		}
		return nil
	}
}

// SetClientAuth says whether a server asks its client for a certificate in
// handshakes to come, and whether it refuses a client that has none. What a
// certificate is worth is from then on for the caller to judge, when Handshaken
// is called: [ServerConfig.RejectUnauthorized] no longer matters. Any goroutine
// may call it.
func (c *Conn) SetClientAuth(request, reject bool) {
	auth := tls12.NoClientCert
	switch {
	case request && reject:
		auth = tls12.RequireClientCert
	case request:
		auth = tls12.RequestClientCert
	}
	c.clientAuth.Store(uint32(auth) + 1)
	if second := c.second.Load(); second != nil {
		second.SetClientAuth(auth)
	}
}
