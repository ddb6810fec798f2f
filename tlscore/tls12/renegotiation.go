package tls12

import (
	"context"
	"errors"
	"net"
	"time"
)

var now = time.Now

// renegotiation is one that we asked for.
type renegotiation struct {
	done   chan struct{}
	err    error            // valid once done is closed
	client *clientHandshake // the ClientHello is on its way; nil on servers
}

// Renegotiate performs a new handshake inside the connection, from either side,
// and waits for it. It reads if nobody else does, and keeps application data
// that arrives for Read, up to a limit; beyond it somebody must call Read. A
// call while another waits joins it. [ErrNoRenegotiation] means that the peer
// refused; a peer without RFC 5746 is not asked at all. When ctx ends first the
// connection is closed, for half a handshake cannot be undone. The context of
// whoever reads serves the hooks.
func (c *Conn) Renegotiate(ctx context.Context) error {
	if err := c.HandshakeContext(ctx); err != nil {
		return err
	}
	if !c.State().SecureRenegotiation {
		return ErrInsecurePeer
	}
	r, isNew, err := c.newRenegotiation(ctx)
	if err != nil {
		return err
	}
	if isNew {
		if err := c.askToRenegotiate(r); err != nil {
			c.endRenegotiation(err) // nobody may join it
			return err
		}
	}
	stop := context.AfterFunc(ctx, func() { _ = c.Close() })
	defer stop()
	if err := c.awaitRenegotiation(ctx, r); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return err
	}
	return nil
}

// SetClientAuth replaces [Config.ClientAuth] for handshakes to come, so that a
// server can ask for a certificate after the fact. VerifyPeer must be set, or
// handshakes fail.
func (c *Conn) SetClientAuth(a ClientAuth) { c.clientAuth.Store(&a) }

// newRenegotiation registers one before anything is sent, so that whoever reads
// the answer knows what it answers.
func (c *Conn) newRenegotiation(ctx context.Context) (r *renegotiation, isNew bool, err error) {
	c.renegotiation.Lock()
	defer c.renegotiation.Unlock()
	if r := c.renegotiation.renegotiation; r != nil {
		return r, false, nil
	}
	r = &renegotiation{done: make(chan struct{})}
	if c.isClient {
		if r.client, err = c.newClientHandshake(ctx, c.config); err != nil {
			return nil, false, err
		}
	}
	c.renegotiation.renegotiation = r
	return r, true, nil
}

// askToRenegotiate sends the message that begins it. A server does not hold
// its application data yet: the client may take its time, or refuse.
func (c *Conn) askToRenegotiate(r *renegotiation) error {
	if c.isClient {
		return r.client.sendHello()
	}
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	if err := c.mayWrite(); err != nil {
		return err
	}
	if err := c.out.appendRecord(recordHandshake, []byte{typeHelloRequest, 0, 0, 0}); err != nil {
		return err
	}
	return c.out.flush()
}

// holdWriters makes writers wait, CloseWrite among them, until the renegotiation
// is over. It reports false, and nothing waits, once close_notify is out: nothing
// can be said after it.
func (c *Conn) holdWriters() bool {
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	if c.finished {
		return false
	}
	c.hold = true
	return true
}

func (c *Conn) awaitRenegotiation(ctx context.Context, r *renegotiation) error {
	for {
		select {
		case <-r.done:
			return r.err
		case <-ctx.Done():
			return ctx.Err()
		case c.turn <- struct{}{}:
		}
		full, err := c.drive(ctx, r)
		<-c.turn
		if err != nil {
			return err
		}
		if full {
			select {
			case <-r.done:
				return r.err
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// drive reads one record in place of a reader, unless the renegotiation is over
// or full says that a reader must come. Callers hold turn.
func (c *Conn) drive(ctx context.Context, r *renegotiation) (full bool, err error) {
	select {
	case <-r.done:
		return false, nil
	default:
	}
	if len(c.early)+len(c.plain) > maxEarly {
		return true, nil
	}
	return false, c.advance(ctx)
}

// current returns the renegotiation that we asked for, nil for none.
func (c *Conn) currentRenegotiation() *renegotiation {
	c.renegotiation.Lock()
	defer c.renegotiation.Unlock()
	return c.renegotiation.renegotiation
}

// endRenegotiation lets writers go on, and tells those who wait.
func (c *Conn) endRenegotiation(err error) { c.detachRenegotiation()(err) }

// detachRenegotiation lets writers go on and makes room for another
// renegotiation. It returns the function that tells those who wait for this one.
func (c *Conn) detachRenegotiation() (tell func(error)) {
	// In this order: the next one makes writers wait again.
	c.out.mu.Lock()
	c.hold = false
	c.resume.Broadcast()
	c.out.mu.Unlock()
	c.renegotiation.Lock()
	defer c.renegotiation.Unlock()
	r := c.renegotiation.renegotiation
	c.renegotiation.renegotiation = nil
	return func(err error) {
		if r != nil {
			r.err = err
			close(r.done)
		}
	}
}

// postHandshake deals with a complete message of the established connection.
// Callers hold turn.
func (c *Conn) postHandshake(ctx context.Context) error {
	kind, message, err := c.peekMessage()
	if err != nil || message == nil {
		return err
	}
	r := c.currentRenegotiation()
	switch {
	case c.isClient && kind == typeHelloRequest:
		c.dropMessage(message)
		if len(message) != handshakeHeaderLen {
			return failf(AlertDecodeError, "malformed HelloRequest")
		}
		if r != nil {
			return c.idled() // our hello has crossed it
		}
		return c.answerHelloRequest(ctx)
	case c.isClient && kind == typeServerHello && r != nil:
		return r.client.run()
	case !c.isClient && kind == typeClientHello:
		if r == nil {
			if ok, err := c.accepts(ctx); !ok {
				c.dropMessage(message)
				return err
			}
		}
		// Our side may have ended since it asked for this, or while the hook ran.
		if !c.holdWriters() {
			c.dropMessage(message)
			c.endRenegotiation(net.ErrClosed)
			return c.idled()
		}
		return c.serveHandshake(ctx)
	}
	return failf(AlertUnexpectedMessage, "handshake message %d outside a handshake", kind)
}

// accepts asks whether the peer may renegotiate. If not, it has been told.
func (c *Conn) accepts(ctx context.Context) (bool, error) {
	if c.closedForWriting() {
		// Nothing can be said after close_notify; what the peer still has to
		// say arrives all the same.
		return false, c.idled()
	}
	if c.config.AcceptRenegotiation == nil || !c.State().SecureRenegotiation {
		if err := c.idled(); err != nil {
			return false, err
		}
		return false, c.sendWarning(AlertNoRenegotiation)
	}
	if err := c.config.AcceptRenegotiation(ctx); err != nil {
		return false, hookError(err, AlertHandshakeFailure)
	}
	return true, nil
}

func (c *Conn) answerHelloRequest(ctx context.Context) error {
	if ok, err := c.accepts(ctx); !ok {
		return err
	}
	r, isNew, err := c.newRenegotiation(ctx)
	if err != nil || !isNew {
		return err
	}
	if err = r.client.sendHello(); errors.Is(err, net.ErrClosed) {
		c.endRenegotiation(err)
		return c.idled()
	}
	return err
}
