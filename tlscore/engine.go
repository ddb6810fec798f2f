package tlscore

import (
	"context"
	"errors"
	"net"
	"time"
)

// Two engines speak TLS. crypto/tls (first) performs every handshake that it
// can; tls12 (second) those that need what crypto/tls left out, and it goes on
// with a connection of crypto/tls's from its first renegotiation on. What
// follows chooses between them, call by call.

// runHandshake runs the first handshake on the engine that start has chosen.
func (c *Conn) runHandshake(ctx context.Context) error {
	second := c.second.Load()
	if second == nil {
		// Conn itself closes the transport when the context ends.
		if err := c.first.HandshakeContext(context.WithoutCancel(ctx)); err != nil {
			_ = c.wire.release(true) // an alert may be kept; the peer may be gone
			return err
		}
		return c.readState()
	}
	if err := second.HandshakeContext(ctx); err != nil {
		_ = c.wire.release(true)
		return err
	}
	if err := c.readSecondState(second.State()); err != nil || !c.isClient {
		return err
	}
	return c.clientConfig.checkDH(c.published.Load().Group)
}

// leaves reports the two ways in which crypto/tls stops for the other engine.
func leaves(err error) bool { return errors.Is(err, errRenegotiation) || errors.Is(err, errLeave) }

// readEngine is Read, with the error of the engine.
func (c *Conn) readEngine(b []byte) (int, error) {
	for {
		if second := c.second.Load(); second != nil {
			if n := c.takeDrained(b); n > 0 {
				return n, nil
			}
			return second.Read(b)
		}
		if n, err := c.readFirst(b); !leaves(err) {
			return n, err
		}
		if err := c.takeOver(); err != nil {
			return 0, err
		}
	}
}

// readFirst reads from crypto/tls, unless it has been left meanwhile.
func (c *Conn) readFirst(b []byte) (int, error) {
	c.takeover.reading.Lock()
	defer c.takeover.reading.Unlock()
	if c.second.Load() != nil {
		return 0, errLeave
	}
	return c.first.Read(b)
}

// takeDrained moves application data that a take-over found in crypto/tls. It
// is for the goroutine that reads.
func (c *Conn) takeDrained(b []byte) int {
	n := copy(b, c.takeover.drained)
	if c.takeover.drained = c.takeover.drained[n:]; len(c.takeover.drained) == 0 {
		c.takeover.drained = nil
	}
	return n
}

// writeEngine is Write, with the error of the engine. What crypto/tls has not
// written when the other engine takes over, that one writes.
func (c *Conn) writeEngine(b []byte) (int, error) {
	done := 0
	if c.second.Load() == nil {
		n, err := c.first.Write(b)
		if !errors.Is(err, errDiverted) {
			return n, err
		}
		if done = n; !c.awaitSecond() {
			return done, net.ErrClosed
		}
	}
	n, err := c.second.Load().Write(b[done:])
	return done + n, err
}

// closeEngine is CloseWrite, without the transport's part.
func (c *Conn) closeEngine() error {
	if c.second.Load() == nil {
		if err := c.closeFirst(); !errors.Is(err, errDiverted) {
			return err
		}
		if !c.awaitSecond() {
			return net.ErrClosed
		}
	}
	return c.second.Load().CloseWrite()
}

// closeFirst sends crypto/tls's close_notify, unless it writes no more. A
// take-over waits for that: what follows must not be answered.
func (c *Conn) closeFirst() error {
	c.takeover.moving.Lock()
	defer c.takeover.moving.Unlock()
	err := c.first.CloseWrite()
	c.takeover.closed = err == nil
	return err
}

// awaitSecond waits for the end of the take-over that is under way, and reports
// whether it succeeded.
func (c *Conn) awaitSecond() bool {
	c.takeover.moving.Lock()
	defer c.takeover.moving.Unlock()
	return c.second.Load() != nil
}

// below is the wire as the second engine sees it: records are its own business,
// so nothing is followed.
type below struct{ w *wire }

func (b below) Read(p []byte) (int, error) {
	if len(b.w.held) > 0 {
		n := copy(p, b.w.held)
		if b.w.held = b.w.held[n:]; len(b.w.held) == 0 {
			b.w.held = nil
		}
		return n, nil
	}
	return b.w.next(p, false)
}

func (b below) Write(p []byte) (int, error) {
	if b.w.silent.Load() {
		return len(p), nil
	}
	if err := b.w.flush(); err != nil { // what the first engine has written goes first
		return 0, err
	}
	b.w.holdFlight(p)
	if b.w.keep(p) {
		return len(p), nil
	}
	return b.w.writeRaw(p)
}

func (b below) Close() error                       { return b.w.Close() }
func (b below) LocalAddr() net.Addr                { return b.w.LocalAddr() }
func (b below) RemoteAddr() net.Addr               { return b.w.RemoteAddr() }
func (b below) SetDeadline(t time.Time) error      { return b.w.raw.SetDeadline(t) }
func (b below) SetReadDeadline(t time.Time) error  { return b.w.setReadDeadline(t) }
func (b below) SetWriteDeadline(t time.Time) error { return b.w.raw.SetWriteDeadline(t) }
