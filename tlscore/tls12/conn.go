package tls12

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Conn is one end of a TLS 1.0 to 1.2 connection over any net.Conn, and itself a
// net.Conn. Make one with [Server], [Client] or [Takeover].
//
// Goroutines: all methods may be called at the same time from different
// goroutines. Whoever reads also performs renegotiations; somebody must read,
// or wait in Renegotiate, for one to get on. While one is going on Write waits:
// OpenSSL takes no application data then. A Conn starts no goroutine.
//
// A fatal error sends its alert and closes the transport. Close sends nothing;
// CloseWrite sends the close_notify.
type Conn struct {
	raw      net.Conn
	isClient bool
	config   *Config

	handshakeOnce sync.Once
	handshakeErr  error
	state         atomic.Pointer[State]
	clientAuth    atomic.Pointer[ClientAuth]

	// turn is held by the one that reads. It owns what follows.
	turn chan struct{}
	in   reader
	// plain is application data in a record's buffer, early what a handshake
	// found between its messages, which comes first.
	plain, early []byte
	hand         []byte // handshake messages that are not complete or not read
	idle         int    // records in a row that moved nothing
	warnings     int    // alerts in a row that ended nothing
	changed      bool   // ChangeCipherSpec has arrived
	busy         bool   // a handshake reads

	out writer
	// hold and resume make writers wait for a renegotiation; under out.mu.
	hold          bool
	resume        sync.Cond
	finished      bool // close_notify was sent
	writeDeadline time.Time

	// renegotiation is the one that we asked for, nil for none.
	renegotiation struct {
		sync.Mutex
		*renegotiation
	}

	// life ends with Close, by end: hooks of a renegotiation wait no longer.
	life context.Context
	end  context.CancelFunc

	closeOnce sync.Once
	closeErr  error
	closed    atomic.Bool
}

// Server makes the server's end over a transport. The handshake runs with
// HandshakeContext, or with the first Read or Write.
func Server(transport net.Conn, config *Config) *Conn { return newConn(transport, config, false) }

// Client makes the client's end over a transport, like [Server].
func Client(transport net.Conn, config *Config) *Conn { return newConn(transport, config, true) }

func newConn(transport net.Conn, config *Config, isClient bool) *Conn {
	c := &Conn{raw: transport, config: config, isClient: isClient, turn: make(chan struct{}, 1)}
	c.in.raw, c.out.raw, c.out.hello = transport, transport, tls.VersionTLS10
	c.resume.L = &c.out.mu
	c.life, c.end = context.WithCancel(context.Background())
	return c
}

// Handshake is HandshakeContext without a deadline.
func (c *Conn) Handshake() error { return c.HandshakeContext(context.Background()) }

// HandshakeContext runs the first handshake, once; later calls return its
// result. When ctx ends first the transport is closed and the error is ctx's.
func (c *Conn) HandshakeContext(ctx context.Context) error {
	c.handshakeOnce.Do(func() {
		if c.state.Load() != nil {
			return // taken over
		}
		c.turn <- struct{}{}
		defer func() { <-c.turn }()
		stop := context.AfterFunc(ctx, func() { _ = c.Close() })
		err := c.config.check(c.isClient)
		if err == nil {
			err = c.firstHandshake(ctx)
		}
		if err != nil {
			err = c.fail(err)
		}
		if !stop() && ctx.Err() != nil {
			_ = c.fail(ctx.Err())
			err = ctx.Err()
		}
		c.handshakeErr = err
	})
	return c.handshakeErr
}

func (c *Conn) firstHandshake(ctx context.Context) error {
	if c.isClient {
		hs, err := c.newClientHandshake(ctx, c.config)
		if err == nil {
			err = hs.sendHello()
		}
		if err == nil {
			err = hs.run()
		}
		return err
	}
	return c.serveHandshake(ctx)
}

// Read reads what the peer wrote, after the first handshake, which it runs if
// need be. io.EOF means a close_notify, io.ErrUnexpectedEOF a transport that
// ended without one. Errors of the protocol are *[Error]; errors of the
// transport come as they are, and after a deadline Read may be repeated.
func (c *Conn) Read(b []byte) (int, error) {
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil
	}
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	for {
		if n := c.takeData(b); n > 0 {
			return n, nil
		}
		if err := c.advance(c.life); err != nil {
			return 0, err
		}
	}
}

// ReadBuffered is Read without asking the transport: it returns what has arrived
// and was decrypted already, 0 for nothing. It is for the goroutine that reads.
func (c *Conn) ReadBuffered(b []byte) int {
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	return c.takeData(b)
}

// takeData moves application data that has arrived.
func (c *Conn) takeData(b []byte) int {
	if len(c.early) > 0 {
		n := copy(b, c.early)
		if c.early = c.early[n:]; len(c.early) == 0 {
			c.early = nil
		}
		return n
	}
	n := copy(b, c.plain)
	if c.plain = c.plain[n:]; len(c.plain) == 0 {
		c.plain = nil
		c.in.release()
	}
	return n
}

// advance reads one record of the established connection and does what it asks
// for. Callers hold turn.
func (c *Conn) advance(ctx context.Context) error {
	if err := c.nextRecord(false); err != nil {
		return c.fail(err)
	}
	for {
		_, message, err := c.peekMessage()
		if err == nil && message == nil {
			return nil
		}
		if err == nil {
			err = c.postHandshake(ctx)
		}
		if err != nil {
			return c.fail(err)
		}
	}
}

// fail makes err the end of the connection, unless it is one that passes, and
// returns what callers shall see.
func (c *Conn) fail(err error) error {
	if c.in.err != nil {
		// A renegotiation that we began after that is over as well.
		c.endRenegotiation(c.in.err)
		return c.in.err
	}
	if passes(err) && !c.busy {
		return err
	}
	var protocol *Error
	if errors.As(err, &protocol) {
		if !protocol.Remote {
			c.sendFatal(protocol.Alert)
		}
		err = protocol
	} else if c.closed.Load() && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		err = net.ErrClosed
	}
	c.in.err = err
	if err == io.EOF {
		c.endRenegotiation(io.ErrUnexpectedEOF)
		return err // the other direction is still open
	}
	c.plain, c.early, c.hand = nil, nil, nil
	_ = c.Close()
	c.out.mu.Lock()
	if c.out.err == nil {
		c.out.err = err
	}
	c.resume.Broadcast()
	c.out.mu.Unlock()
	c.endRenegotiation(err)
	return err
}

// brokenSocket reports whether the system takes nothing any more. Errors of other
// transports do not count: with those, reading need not end.
func brokenSocket(err error) bool { return errors.As(err, new(syscall.Errno)) && !passes(err) }

// passes reports whether a Read that failed so may be tried again.
func passes(err error) bool { return errors.Is(err, os.ErrDeadlineExceeded) }

// sendFatal sends the last alert, and waits for a slow transport only so long.
func (c *Conn) sendFatal(alert Alert) {
	_ = c.raw.SetWriteDeadline(time.Now().Add(fatalAlertTime))
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	if c.out.appendRecord(recordAlert, []byte{alertLevelFatal, byte(alert)}) == nil {
		_ = c.out.flush()
	}
}

// sendWarning sends an answer of whoever reads. That it cannot be sent, for want
// of a peer or after close_notify, is not the reader's to tell.
func (c *Conn) sendWarning(alert Alert) error {
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	if c.finished {
		return nil
	}
	err := c.out.appendRecord(recordAlert, []byte{alertLevelWarning, byte(alert)})
	if err == nil {
		err = c.out.flush()
	}
	if brokenSocket(err) {
		return nil
	}
	return err
}

// Write writes b in records of at most 16384 bytes, after the first handshake,
// which it runs if need be, and after a renegotiation that is going on. Errors
// are those of Read; a deadline is fatal for the writing side once a part of a
// record is out. After CloseWrite it fails with net.ErrClosed.
func (c *Conn) Write(b []byte) (int, error) {
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	done := 0
	for done < len(b) {
		if err := c.mayWrite(); err != nil {
			return done, err
		}
		n := min(len(b)-done, maxPlaintext)
		if done == 0 && n > 1 && c.out.splits() {
			n = 1
		}
		if err := c.out.appendRecord(recordApplicationData, b[done:done+n]); err != nil {
			return done, err
		}
		done += n
		if n == 1 && done < len(b) {
			continue // the rest follows in the same write of the transport
		}
		if err := c.out.flush(); err != nil {
			return done - n, err
		}
	}
	return done, nil
}

// mayWrite waits while a renegotiation holds application data back. Callers
// hold out.mu.
func (c *Conn) mayWrite() error {
	for {
		switch {
		case c.out.err != nil:
			return c.out.err
		case c.finished || c.closed.Load():
			return net.ErrClosed
		case !c.hold:
			return nil
		}
		until := c.writeDeadline
		if until.IsZero() {
			c.resume.Wait()
			continue
		}
		left := time.Until(until)
		if left <= 0 {
			return os.ErrDeadlineExceeded
		}
		timer := time.AfterFunc(left, c.wake)
		c.resume.Wait()
		timer.Stop()
	}
}

// wake makes the writers that wait look again.
func (c *Conn) wake() {
	c.out.mu.Lock()
	c.resume.Broadcast()
	c.out.mu.Unlock()
}

// CloseWrite sends a close_notify and half-closes the transport if it can; the
// peer may go on sending. A second call does nothing. It fails before the
// handshake and after a fatal error.
func (c *Conn) CloseWrite() error {
	if c.state.Load() == nil {
		return configError("close of the writing side before the handshake")
	}
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	if c.finished {
		return nil
	}
	if err := c.mayWrite(); err != nil {
		return err
	}
	c.finished = true
	if err := c.out.appendRecord(recordAlert, []byte{alertLevelWarning, byte(AlertCloseNotify)}); err != nil {
		return err
	}
	if err := c.out.flush(); err != nil {
		return err
	}
	if half, ok := c.raw.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

func (c *Conn) closedForWriting() bool {
	c.out.mu.Lock()
	defer c.out.mu.Unlock()
	return c.finished
}

// Close closes the transport and ends all calls. Nothing is sent.
func (c *Conn) Close() error {
	c.closeOnce.Do(func() {
		c.closed.Store(true)
		c.end()
		c.closeErr = c.raw.Close()
		c.wake() // no writer holds the lock for long now
	})
	return c.closeErr
}

// State returns what the last handshake found out, nil before the first ended.
func (c *Conn) State() *State { return c.state.Load() }

// LocalAddr returns the transport's.
func (c *Conn) LocalAddr() net.Addr { return c.raw.LocalAddr() }

// RemoteAddr returns the transport's.
func (c *Conn) RemoteAddr() net.Addr { return c.raw.RemoteAddr() }

// SetDeadline sets both deadlines.
func (c *Conn) SetDeadline(t time.Time) error {
	if err := c.SetReadDeadline(t); err != nil {
		return err
	}
	return c.SetWriteDeadline(t)
}

// SetReadDeadline sets the deadline of Read.
func (c *Conn) SetReadDeadline(t time.Time) error { return c.raw.SetReadDeadline(t) }

// SetWriteDeadline sets the deadline of Write, its wait for a renegotiation
// included.
func (c *Conn) SetWriteDeadline(t time.Time) error {
	err := c.raw.SetWriteDeadline(t) // wakes a Write that holds the lock
	c.out.mu.Lock()
	c.writeDeadline = t
	c.resume.Broadcast()
	c.out.mu.Unlock()
	return err
}
