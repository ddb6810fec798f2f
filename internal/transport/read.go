package transport

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
)

// chunkSize is what one read takes at most: libuv's 64 KiB.
const chunkSize = 64 << 10

var scratch = sync.Pool{New: func() any { return new([chunkSize]byte) }}

// chunk is what one read brought. Its memory comes from the pool.
type chunk struct {
	b   []byte
	buf *[chunkSize]byte
}

// own turns the chunk into memory that can be given away for good: a read that
// fills its buffer gives that, a smaller one is copied to its size.
func (k chunk) own() []byte {
	if len(k.b) > chunkSize/2 {
		return k.b
	}
	b := make([]byte, len(k.b))
	copy(b, k.b)
	k.release()
	return b
}

// release gives the memory back to the pool.
func (k chunk) release() {
	if k.buf != nil {
		scratch.Put(k.buf)
	}
}

// ReadStart allows reading. It has no effect after End or ReadError, or on a
// Conn that was closed or detached.
func (c *Conn) ReadStart() {
	c.mu.Lock()
	c.want = true
	c.startReader()
	c.mu.Unlock()
}

// ReadStop withdraws the permission. A read that is under way ends when bytes
// come; they are kept for the next ReadStart.
func (c *Conn) ReadStop() {
	c.mu.Lock()
	c.want = false
	c.mu.Unlock()
}

// Consumed gives back credit for n bytes that the sink was given.
func (c *Conn) Consumed(n int) {
	c.mu.Lock()
	c.inflight = max(0, c.inflight-n)
	// Half the credit must be free before a starved reader starts again, so
	// that it does so once for several chunks.
	if c.starved && c.inflight <= InFlight/2 {
		c.starved = false
		c.startReader()
	}
	c.mu.Unlock()
}

// startReader starts the goroutine if it has something to do. c.mu is held.
func (c *Conn) startReader() {
	if !c.reading && c.mayRead() {
		c.reading = true
		go c.readLoop()
	}
}

// mayRead tells whether the reader has something to do. c.mu is held.
func (c *Conn) mayRead() bool {
	if c.inflight >= InFlight {
		c.starved = true
	}
	return c.mayDeliver() && !c.starved
}

// mayDeliver tells whether the sink may be called. c.mu is held.
func (c *Conn) mayDeliver() bool {
	return c.want && !c.closed && !c.detached && !c.over
}

// Driver is what a [Sink] may implement whose owner, an event loop, can work on
// the reader's goroutine: that spares a small read the switch to another one.
type Driver interface {
	// Hold is called before a method of the Sink, and Drive soon after it, with
	// no lock held.
	Hold()
	Drive()
}

// driveLimit is up to what size reads are driven. Reading goes on meanwhile where
// there is more: then two processors serve the connection better than one.
const driveLimit = 4 << 10

// readLoop is the reader goroutine.
func (c *Conn) readLoop() {
	driver, held := c.driver, 0
	driving := false // Hold was called, Drive was not yet
	for {
		c.mu.Lock()
		if !c.mayRead() {
			c.reading = false
			c.changed.Broadcast()
			c.mu.Unlock()
			if driving {
				driver.Drive()
			}
			return
		}
		k, err := c.held, c.heldErr
		c.held, c.heldErr = chunk{}, nil
		c.mu.Unlock()
		if k.buf == nil && err == nil {
			// What has come together is told together: the owner is not to act on the
			// first of several messages as if it were the last.
			if driving && !c.hasAhead() {
				driver.Drive()
				driving = false
				continue
			}
			k, err = c.readChunk()
		}
		if driver != nil && !driving && len(k.b) <= driveLimit {
			driver.Hold()
			driving, held = true, 0
		}
		held += len(k.b)
		dst := c.hand(k, err)
		if driving && (dst != nil || held > driveLimit) { // before what may take long
			driver.Drive()
			driving = false
		}
		if dst != nil && !c.carry(dst) {
			return
		}
	}
}

// hasAhead tells whether the connection has read more than it has given.
func (c *Conn) hasAhead() bool {
	a, ok := c.waiter.(ReadAheader)
	return ok && a.HasAhead()
}

// carry makes the reader dst's writer until nothing is queued there, and reports
// whether it may go on as the reader. Meanwhile it is none: whoever waits for the
// end of reading does not wait for dst's peer.
func (c *Conn) carry(dst *Conn) bool {
	c.mu.Lock()
	c.reading = false
	c.changed.Broadcast()
	c.mu.Unlock()
	dst.writeLoop()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.reading || !c.mayRead() {
		return false
	}
	c.reading = true
	return true
}

// hand calls the sink, or keeps what was read when that is not wanted any more.
// Where it returns a Conn the caller runs its writeLoop.
func (c *Conn) hand(k chunk, err error) (write *Conn) {
	c.deliver.Lock()
	defer c.deliver.Unlock()
	c.mu.Lock()
	if !c.mayDeliver() {
		c.held = k
		// The deadline that Detach sets to end a read is not the stream's end.
		if !(c.detached && errors.Is(err, os.ErrDeadlineExceeded)) {
			c.heldErr = err
		}
		c.mu.Unlock()
		return nil
	}
	sink := c.sink
	c.inflight += len(k.b)
	c.bytesRead.Add(int64(len(k.b)))
	c.over = err != nil
	c.mu.Unlock()

	if p, ok := sink.(*Piping); ok && k.buf != nil {
		if p.move(k) {
			write = p.dst
		}
	} else if k.buf != nil {
		sink.Data(k.own())
	}
	if err == nil {
		return write
	}
	if isEnd(err) {
		sink.End()
	} else {
		sink.ReadError(err)
	}
	return write
}

// isEnd tells an orderly end from a failure. A pipe whose both ends are in this
// process knows no other end than being closed.
func isEnd(err error) bool {
	return err == io.EOF || errors.Is(err, io.ErrClosedPipe)
}

// readChunk blocks for the next bytes. It returns bytes, an error, or both.
func (c *Conn) readChunk() (chunk, error) {
	if c.raw != nil && haveRawRead {
		return c.reader.read(c.raw, c.nc)
	}
	for {
		if err := c.waitReadable(); err != nil {
			return chunk{}, err
		}
		buf := scratch.Get().(*[chunkSize]byte)
		n, err := c.nc.Read(buf[:])
		if n > 0 {
			return chunk{buf[:n], buf}, err
		}
		scratch.Put(buf)
		if err != nil {
			return chunk{}, err
		}
	}
}

// LazyReader reads from a TCP or unix socket into memory that it takes only once
// there are bytes, so that a connection that waits holds none. One goroutine at
// a time may use it.
type LazyReader struct {
	nc  net.Conn
	d   *Detached // nc, if it is one
	raw rawReader
	sc  syscall.RawConn
	k   chunk
}

// NewLazyReader returns nil where nc is no such socket and none that was taken
// out of a [Conn].
func NewLazyReader(nc net.Conn) *LazyReader {
	r := &LazyReader{nc: nc}
	if d, ok := nc.(*Detached); ok {
		r.d, r.nc = d, d.Conn
	}
	if r.sc = rawConn(r.nc); r.sc == nil || !haveRawRead {
		return nil
	}
	return r
}

// Read waits for bytes and returns those that have come, up to 64 KiB, or an
// error. They are valid until Free or the next Read.
func (r *LazyReader) Read() ([]byte, error) {
	r.Free()
	if r.d != nil {
		r.d.inherit()
		if b, err := r.d.takeFront(); len(b) > 0 || err != nil {
			return b, err
		}
	}
	k, err := r.raw.read(r.sc, r.nc)
	r.k = k
	return k.b, err
}

// Free gives the memory back that Read returned last.
func (r *LazyReader) Free() {
	r.k.release()
	r.k = chunk{}
}

func (c *Conn) waitReadable() error {
	if c.raw != nil {
		return waitRaw(c.raw)
	}
	if c.waiter != nil {
		return c.waiter.WaitReadable()
	}
	return nil
}

// WaitReadable waits for nc's next byte, its end or its read deadline without
// holding a buffer, where nc is a TCP or unix socket or a [ReadWaiter]; for
// others it returns nil at once. A TLS connection calls it for the socket below.
func WaitReadable(nc net.Conn) error {
	if w, ok := nc.(ReadWaiter); ok {
		return w.WaitReadable()
	}
	if raw := rawConn(nc); raw != nil {
		return waitRaw(raw)
	}
	return nil
}
