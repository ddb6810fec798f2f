package tlscore

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"tlsjs/internal/transport"
	"tlsjs/tlscore/tls12"
)

// Conn is one end of a TLS connection over any net.Conn, and is itself a
// net.Conn, so that TLS in TLS works. Make one with [Server] or [Client].
//
// Goroutines: HandshakeContext, Read, Write and Close may be called at the same
// time from different goroutines; Read by one at a time and Write by one at a
// time keeps the order of bytes. Close ends every other call. A Conn starts no
// goroutine that outlives the call it was started for.
//
// What differs from crypto/tls: a fatal error closes the transport at once,
// with nothing after the alert; Close never sends a close_notify (CloseWrite
// does); CloseWrite half-closes the transport too; errors are *[Error] in
// OpenSSL's words.
type Conn struct {
	wire *wire
	// start chooses the engine and sets first or second.
	start func(ctx context.Context) error

	handshakeOnce sync.Once
	handshakeErr  error
	ready         atomic.Bool // the handshake succeeded

	isClient bool
	// serverConfig and context, or clientConfig, are what the connection was
	// made with.
	serverConfig *ServerConfig
	clientConfig *ClientConfig
	context      *Context
	// clientAuth is SetClientAuth's choice plus one, 0 before it is called.
	clientAuth atomic.Uint32
	// first is crypto/tls, nil on a connection that tls12 began. second takes
	// over from it at a renegotiation, see takeover.go.
	first    *tls.Conn
	second   atomic.Pointer[tls12.Conn]
	takeover takeover

	keys *secrets
	// state is being gathered by the goroutine of a handshake; published is
	// that of the last one that succeeded.
	state     *State
	published atomic.Pointer[State]

	// session is the newest session that can be resumed, for clients.
	session struct {
		sync.Mutex
		der  []byte
		used *session // the one that was offered
		hook func(der []byte)
	}

	provisional provisional

	// keyCert is what SetKeyCert has set, until the server decides.
	keyCert struct {
		sync.Mutex
		context *Context
		taken   bool
	}

	// early is a byte that WaitReadable took. Readers only.
	early struct {
		b    [1]byte
		full bool
	}

	// unsealed is what Seal had begun to write when the second engine took over.
	// It belongs to the goroutine that writes.
	unsealed []byte

	fragment   atomic.Int32 // SetMaxSendFragment's bound, 0 for none
	finished   atomic.Bool  // CloseWrite or SealEnd was called
	notified   atomic.Bool  // the engine has written its close_notify
	halfClosed atomic.Bool  // and the transport was half-closed
	closeOnce  sync.Once
	closeErr   error
	closed     atomic.Bool
	failed     atomic.Pointer[Error] // the fatal error, if there was one
	truncated  atomic.Bool
}

// Handshake is HandshakeContext without a deadline.
func (c *Conn) Handshake() error { return c.HandshakeContext(context.Background()) }

// HandshakeContext runs the handshake, once; later calls return its result.
// When ctx ends first the transport is closed and the error has
// ReasonHandshakeTimeout or ReasonCancelled. Errors are *[Error]. It blocks,
// and runs the hooks of the configuration in its own goroutine.
func (c *Conn) HandshakeContext(ctx context.Context) error {
	if c.ready.Load() {
		return nil
	}
	c.handshakeOnce.Do(func() {
		c.handshakeErr = c.handshake(ctx)
		c.wire.handshake.finish()
		c.wire.handshakeDone()
		c.ready.Store(c.handshakeErr == nil)
	})
	return c.handshakeErr
}

// handshake is the list of steps; start differs between client and server.
func (c *Conn) handshake(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { _ = c.Close() })
	defer stop()
	err := c.start(ctx)
	if err == nil {
		err = c.runHandshake(ctx)
	}
	if err == nil && stop() {
		return nil
	}
	failure := c.handshakeError(ctx, err)
	c.failed.CompareAndSwap(nil, failure)
	c.wire.silence()
	// The peer is to hear the alert, or of an end: unread bytes would make a reset.
	transport.Discard(c.wire.raw)
	_ = c.Close()
	return failure
}

// handshakeError names the failure of a handshake.
func (c *Conn) handshakeError(ctx context.Context, err error) *Error {
	if cause := ctx.Err(); cause != nil {
		if errors.Is(cause, context.DeadlineExceeded) {
			return &Error{Kind: KindPeer, Reason: ReasonHandshakeTimeout, Code: "ERR_TLS_HANDSHAKE_TIMEOUT", Err: cause}
		}
		return &Error{Kind: KindCaller, Reason: ReasonCancelled, Err: cause}
	}
	if c.closed.Load() {
		return &Error{Kind: KindCaller, Reason: ReasonCancelled, Err: net.ErrClosed}
	}
	return translate(err, c.wire, true)
}

// Read reads what the peer wrote, after the handshake, which it runs if need
// be. io.EOF means that the peer will not send any more, after a close_notify
// or because its transport ended without one: [Conn.Truncated] tells. Errors
// of the protocol are *[Error] and close the transport; errors of the
// transport, deadlines among them, are passed on as they are.
func (c *Conn) Read(b []byte) (int, error) {
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	if c.early.full && len(b) > 0 {
		return c.readEarly(b)
	}
	n, err := c.readEngine(b)
	if err != nil {
		err = c.ioError(err)
	}
	return n, err
}

// Write writes b in records of at most 16384 bytes, or what
// [Conn.SetMaxSendFragment] allows, after the handshake, which
// it runs if need be. Errors are those of Read. After CloseWrite it fails with
// net.ErrClosed.
func (c *Conn) Write(b []byte) (int, error) {
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	if failure := c.failed.Load(); failure != nil {
		return 0, failure
	}
	if c.finished.Load() {
		return 0, net.ErrClosed
	}
	n, err := c.writeFragments(b, c.writeJoined)
	if err != nil {
		err = c.ioError(err)
	}
	return n, err
}

// ioError sorts an error of the established connection.
func (c *Conn) ioError(err error) error {
	if failure := c.failed.Load(); failure != nil {
		return failure
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		if c.wire.ended.Load() {
			c.truncated.Store(true)
		}
		return io.EOF
	}
	if c.closed.Load() {
		return net.ErrClosed
	}
	if isTransportError(err) && !errors.Is(err, errRenegotiation) {
		return err
	}
	failure := translate(err, c.wire, false)
	if c.failed.CompareAndSwap(nil, failure) {
		c.wire.silence()
		_ = c.shut()
	}
	return failure
}

// Truncated returns nil, or, once Read has returned io.EOF, an error with
// ReasonUnexpectedEOF when the transport ended without a close_notify: somebody
// between the peers may have cut the stream (RFC 8446 section 6.1). Node 20
// shows both ends of a stream alike, as 'end'; OpenSSL 3 calls this one an
// error. Any goroutine may call it.
func (c *Conn) Truncated() *Error {
	if !c.truncated.Load() {
		return nil
	}
	return sslError(KindPeer, ReasonUnexpectedEOF, 0, io.ErrUnexpectedEOF)
}

// CloseWrite sends a close_notify and half-closes the transport if it can; the
// peer may go on sending, and Read reads it. A second call does nothing. It
// fails before the handshake, and after a fatal error returns that error.
func (c *Conn) CloseWrite() error {
	if failure := c.failed.Load(); failure != nil {
		return failure
	}
	if !c.ready.Load() {
		return badConfig("close of the writing side before the handshake")
	}
	c.finished.Store(true)
	if !c.notified.Swap(true) {
		if err := c.closeEngine(); err != nil {
			return c.ioError(err)
		}
	}
	if err := c.wire.flush(); err != nil {
		return c.ioError(err)
	}
	if c.halfClosed.Swap(true) {
		return nil
	}
	return c.wire.CloseWrite()
}

// Close closes the transport and ends all calls. Nothing is sent: whoever wants
// an orderly end calls CloseWrite first. Any goroutine may call it, any number
// of times.
func (c *Conn) Close() error {
	if s := c.published.Load(); s != nil {
		s.finished.late.forget()
	}
	return c.shut()
}

// shut is Close for a failure, which leaves [Conn.State] as it was.
func (c *Conn) shut() error {
	c.closeOnce.Do(func() {
		c.closed.Store(true)
		c.closeErr = c.wire.Close()
		if second := c.second.Load(); second != nil {
			_ = second.Close() // for its hooks; the transport is closed
		}
	})
	return c.closeErr
}

// Release sends what [ClientConfig.HoldFinished] or [ServerConfig.HoldFinished]
// kept. It may block as Write does, and any goroutine may call it; Write and
// CloseWrite wait for it.
func (c *Conn) Release() error { return c.wire.release(true) }

// TryRelease is Release for a goroutine that must not wait, such as an event
// loop. It reports whether nothing is kept any more; otherwise Release does the
// rest.
func (c *Conn) TryRelease() bool { return c.wire.tryRelease() }

// LocalAddr returns the transport's. It is never nil.
func (c *Conn) LocalAddr() net.Addr { return c.wire.LocalAddr() }

// RemoteAddr returns the transport's. It is never nil.
func (c *Conn) RemoteAddr() net.Addr { return addrOrUnknown(c.wire.raw.RemoteAddr()) }

// SetDeadline sets both deadlines of the transport. A Write that times out
// corrupts the stream, so that no later one succeeds; a Read may be repeated.
func (c *Conn) SetDeadline(t time.Time) error {
	if err := c.SetReadDeadline(t); err != nil {
		return err
	}
	return c.SetWriteDeadline(t)
}

// SetReadDeadline sets the deadline of the transport's reading side.
func (c *Conn) SetReadDeadline(t time.Time) error { return c.wire.setReadDeadline(t) }

// SetWriteDeadline sets the deadline of the transport's writing side, and of the
// wait for a renegotiation that is going on.
func (c *Conn) SetWriteDeadline(t time.Time) error {
	err := c.wire.setWriteDeadline(t)
	if second := c.second.Load(); second != nil {
		return second.SetWriteDeadline(t)
	}
	return err
}

// NetConn returns the transport. Reading from it or writing to it corrupts the
// connection.
func (c *Conn) NetConn() net.Conn { return c.wire.raw }

// BytesRead and BytesWritten count what went over the transport, TLS's own
// bytes included. Any goroutine may call them.
func (c *Conn) BytesRead() int64 { return c.wire.bytesIn.Load() }

// BytesWritten is described at BytesRead.
func (c *Conn) BytesWritten() int64 { return c.wire.bytesOut.Load() }

// State returns what the last handshake found out, nil before the first
// succeeded. It is shared and read-only. Any goroutine may call it.
func (c *Conn) State() *State {
	return c.published.Load()
}
