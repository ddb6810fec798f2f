package transport

import (
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// lingerTime is how long Close lets what is queued go out where writing could
// not be tried at once. libuv's writes are tried before a close can come, so
// that what the system takes is sent in any case.
const lingerTime = 50 * time.Millisecond

// InFlight is how many bytes a Conn gives to its sink before it waits for
// [Conn.Consumed]. It is a multiple of what one read takes.
const InFlight = 4 * chunkSize

// Sink receives what a Conn reads. Its methods are called one after the other
// on the reader goroutine and must not block. After End or ReadError nothing
// more comes. Data may still come shortly after ReadStop; it does not after
// Detach, Piping.Stop or the callback of Close.
type Sink interface {
	// Data gives b away: the sink may keep it and hand it on.
	Data(b []byte)
	// End tells that the peer has sent its last byte (FIN, close_notify).
	End()
	// ReadError tells why reading failed; [Describe] puts it into Node's words.
	ReadError(err error)
}

// ReadWaiter is what a net.Conn implements that can wait for its next byte
// without a buffer. A *tls connection does so by waiting on the socket below it.
type ReadWaiter interface {
	// WaitReadable returns when Read would not block for long, or with the error
	// that Read would return. It obeys the read deadline.
	WaitReadable() error
}

// ReadAheader is what a [ReadWaiter] may implement that reads more from below than
// it returns at once.
type ReadAheader interface {
	// HasAhead tells whether Read would return without asking what is below. It
	// is called by the goroutine that reads.
	HasAhead() bool
}

// Conn pumps one net.Conn. The zero value is of no use; call [New].
type Conn struct {
	nc     net.Conn
	raw    syscall.RawConn // TCP and unix sockets only, else nil
	waiter ReadWaiter
	reader rawReader
	sealer Sealer
	writer rawWriter // under mu
	driver Driver    // the sink given to New, if it is one

	// deliver is held while the sink is called, so that Detach and Stop can
	// make sure that nothing is on its way.
	deliver sync.Mutex

	mu       sync.Mutex
	changed  sync.Cond // reading, writing or finished changed
	sink     Sink
	want     bool // ReadStart is in force
	reading  bool // the reader goroutine exists
	starved  bool // the reader stopped for want of credit
	over     bool // End or ReadError has been told
	inflight int
	held     chunk // read while not wanted
	heldErr  error

	queue    []request
	spare    []request
	writing  bool // the writer goroutine exists
	queued   int
	writeErr error // every later write fails with it

	closed   bool
	linger   bool // closed, but what is queued may still go out
	detached bool
	finished bool // everything that Close started has ended

	bytesRead    atomic.Int64
	bytesWritten atomic.Int64
}

// New makes a pump for nc, which belongs to it from then on, and does not start
// reading. No goroutine exists until there is something to do.
func New(nc net.Conn, sink Sink) *Conn {
	c := &Conn{nc: nc, sink: sink}
	c.changed.L = &c.mu
	c.raw = rawConn(nc)
	if w, ok := nc.(ReadWaiter); ok {
		c.waiter = w
	}
	c.writer.raw = c.raw
	c.sealer, _ = nc.(Sealer)
	c.driver, _ = sink.(Driver)
	return c
}

// rawConn returns the system's view of a socket. Only the standard library's
// own types qualify: a type that embeds one may give Read another meaning.
func rawConn(nc net.Conn) syscall.RawConn {
	var sc syscall.Conn
	switch t := nc.(type) {
	case *net.TCPConn:
		sc = t
	case *net.UnixConn:
		sc = t
	default:
		return nil
	}
	raw, err := sc.SyscallConn()
	if err != nil {
		return nil
	}
	return raw
}

// maxDiscarded is what Node's loop reads at once.
const maxDiscarded = 64 << 10

// Discard forgets what has come over a socket, up to 64 KiB, and never waits.
// It is for an owner who is about to close: a system that closes a socket with
// unread bytes resets the connection, and the peer hears of that instead of an
// end. It does nothing where nc is no TCP or unix socket and none that was taken
// out of a Conn. Any goroutine may call it.
func Discard(nc net.Conn) {
	if d, ok := nc.(*Detached); ok {
		nc = d.Conn
	}
	if raw := rawConn(nc); raw != nil {
		discardRaw(raw, maxDiscarded)
	}
}

// HasUnread tells whether bytes have come that the reader has not taken, as far as
// the TCP or unix socket below can tell; an end is none. It never waits, and any
// goroutine may call it. An owner who is about to close asks: a loop that polls
// its sockets itself would have seen them by then.
func (c *Conn) HasUnread() bool {
	raw := rawConn(innermost(c.nc))
	return raw != nil && hasUnreadRaw(raw)
}

// NetConn returns the connection that is pumped, for socket options and
// addresses. Reading from it or writing to it disturbs the pump.
func (c *Conn) NetConn() net.Conn { return c.nc }

// LocalAddr is the near end.
func (c *Conn) LocalAddr() net.Addr { return c.nc.LocalAddr() }

// RemoteAddr is the far end.
func (c *Conn) RemoteAddr() net.Addr { return c.nc.RemoteAddr() }

// BytesRead counts what was given to the sink, or moved by a [Piping].
func (c *Conn) BytesRead() int64 { return c.bytesRead.Load() }

// BytesWritten counts what was accepted for writing, sent or not.
func (c *Conn) BytesWritten() int64 { return c.bytesWritten.Load() }

// QueuedBytes counts what was accepted and is not sent yet.
func (c *Conn) QueuedBytes() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.queued
}

// innermost follows NetConn to the socket that carries everything.
func innermost(nc net.Conn) net.Conn {
	for {
		w, ok := nc.(interface{ NetConn() net.Conn })
		if !ok {
			return nc
		}
		below := w.NetConn()
		if below == nil {
			return nc
		}
		nc = below
	}
}

// SetNoDelay switches Nagle's algorithm off or on. It returns
// [ErrNotSupported] where there is no TCP below.
func (c *Conn) SetNoDelay(on bool) error {
	t, ok := innermost(c.nc).(interface{ SetNoDelay(bool) error })
	if !ok {
		return ErrNotSupported
	}
	return t.SetNoDelay(on)
}

// SetKeepAlive switches TCP keep-alive; idle is the time before the first
// probe, zero leaves the system's. It returns [ErrNotSupported] where there is
// no TCP below.
func (c *Conn) SetKeepAlive(on bool, idle time.Duration) error {
	switch t := innermost(c.nc).(type) {
	case *net.TCPConn:
		// libuv's interval and count, which Node does not let a script choose.
		cfg := net.KeepAliveConfig{Enable: on, Idle: -1, Interval: time.Second, Count: 10}
		if idle > 0 {
			cfg.Idle = idle
		}
		return t.SetKeepAliveConfig(cfg)
	case interface{ SetKeepAlive(bool) error }:
		return t.SetKeepAlive(on)
	}
	return ErrNotSupported
}

// Close drops what is queued (over TLS, what the system does not take within
// lingerTime), closes the connection and calls done (which may
// be nil) from a goroutine of its own when the reader and the writer have
// ended. Requests that were dropped have been called back by then. It may be
// called again: each done is called.
func (c *Conn) Close(done func()) {
	first := c.refuse()
	go func() {
		c.end(first)
		if done != nil {
			done()
		}
	}()
}

// CloseWait is Close for a caller that can wait: it returns when the reader and
// the writer have ended.
func (c *Conn) CloseWait() { c.end(c.refuse()) }

// TryClose is Close where nothing need be waited for: no reader or writer exists.
// Else it does nothing and reports false.
func (c *Conn) TryClose() bool {
	c.mu.Lock()
	if c.closed || c.detached || c.reading || c.writing || c.raw == nil && c.sealer == nil {
		c.mu.Unlock()
		return false
	}
	c.closed, c.want = true, false
	c.mu.Unlock()
	if c.raw != nil {
		_ = c.nc.Close()
	}
	c.shutDown()
	return true
}

// refuse makes the Conn take nothing more and tells whether it was the first.
func (c *Conn) refuse() (first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first = !c.closed
	c.closed = true
	c.want = false
	c.linger = first && c.raw == nil && !c.detached && c.writing
	if first && c.raw != nil && !c.detached {
		// The system closes its own sockets without waiting; then the owner need
		// not wait either for the address to be free and the peer to be told.
		_ = c.nc.Close()
	}
	return first
}

func (c *Conn) end(first bool) {
	if first {
		c.shutDown()
	} else {
		c.await(func() bool { return c.finished })
	}
}

// shutDown ends both goroutines and the connection, unless that was handed over.
func (c *Conn) shutDown() {
	if !c.detached && c.raw == nil {
		c.lastWrites()
		_ = c.nc.Close()
	}
	c.await(func() bool { return !c.reading && !c.writing })
	c.deliver.Lock() // a delivery that began before closed was set
	c.mu.Lock()
	c.held.release()
	c.held = chunk{}
	c.finished = true
	c.changed.Broadcast()
	c.mu.Unlock()
	c.deliver.Unlock()
}

// lastWrites gives the writer its time.
func (c *Conn) lastWrites() {
	c.mu.Lock()
	linger := c.linger
	c.mu.Unlock()
	if !linger {
		return
	}
	timer := time.AfterFunc(lingerTime, func() { _ = c.nc.Close() })
	c.await(func() bool { return !c.writing })
	timer.Stop()
	c.mu.Lock()
	c.linger = false
	c.mu.Unlock()
}

// Reset is Close with a TCP reset instead of an orderly end. Where there is no
// TCP below it is Close.
func (c *Conn) Reset(done func()) {
	c.PrepareReset()
	c.Close(done)
}

// PrepareReset makes the close that follows a Reset.
func (c *Conn) PrepareReset() {
	if t, ok := innermost(c.nc).(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
}

// await blocks until cond, which is evaluated under the lock, holds.
func (c *Conn) await(cond func() bool) {
	c.mu.Lock()
	for !cond() {
		c.changed.Wait()
	}
	c.mu.Unlock()
}
