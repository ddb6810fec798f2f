package transport

import (
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// duplexPiece is the most that one Output is given.
const duplexPiece = 64 << 10

// DuplexOwner is who stands behind a [Duplex]. Its methods are called on the
// goroutine that uses the Duplex as a net.Conn and must not block.
type DuplexOwner interface {
	// Output gives b away. The writer waits until ack is called, once, from any
	// goroutine: nil for sent, or why it could not be.
	Output(b []byte, ack func(error))
	// OutputEnd tells that nothing more will be written.
	OutputEnd()
	// Wanted tells that a reader waits and nothing is left to read: Feed more.
	Wanted()
	// Closed tells that the connection was closed from the side of net.Conn.
	Closed()
}

// Duplex is a net.Conn whose other end is its owner: a JavaScript stream, a
// test. The owner puts bytes in with Feed and takes bytes out in Output. Any
// goroutine may call the methods.
type Duplex struct {
	owner  DuplexOwner
	local  net.Addr
	remote net.Addr

	readBy, writeBy *deadline
	closed          chan struct{}
	closeOnce       sync.Once
	writeLock       sync.Mutex // one Write at a time: pieces do not mix

	mu       sync.Mutex
	in       [][]byte
	size     int
	inErr    error // what Read returns when in is empty; io.EOF for the end
	arrived  chan struct{}
	waiting  bool // a reader found nothing
	outEnded bool
}

// NewDuplex makes a connection to owner. The addresses may be nil.
func NewDuplex(owner DuplexOwner, local, remote net.Addr) *Duplex {
	return &Duplex{
		owner: owner, local: orNone(local), remote: orNone(remote),
		readBy: newDeadline(), writeBy: newDeadline(),
		closed: make(chan struct{}), arrived: make(chan struct{}, 1),
	}
}

type noAddr struct{}

func (noAddr) Network() string { return "stream" }
func (noAddr) String() string  { return "" }

func orNone(a net.Addr) net.Addr {
	if a == nil {
		return noAddr{}
	}
	return a
}

// Feed gives bytes to be read; b belongs to the Duplex from then on. It returns
// how many bytes wait: the owner that respects [InFlight] stops above it until
// Wanted is called. What is fed after the end or a close is dropped.
func (d *Duplex) Feed(b []byte) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.inErr != nil || isClosed(d.closed) || len(b) == 0 {
		return d.size
	}
	d.in = append(d.in, b)
	d.size += len(b)
	d.wake()
	return d.size
}

// Idle tells whether a reader waits and has nothing to do. It is over by the
// next Feed.
func (d *Duplex) Idle() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.waiting && len(d.in) == 0 && d.inErr == nil
}

// FeedEOF ends the bytes to be read.
func (d *Duplex) FeedEOF() { d.FeedError(io.EOF) }

// FeedError makes Read fail with err after the bytes fed so far.
func (d *Duplex) FeedError(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.inErr == nil {
		d.inErr = err
		d.wake()
	}
}

// wake makes a waiting reader look again. d.mu is held.
func (d *Duplex) wake() {
	select {
	case d.arrived <- struct{}{}:
	default:
	}
}

// Read implements net.Conn.
func (d *Duplex) Read(p []byte) (int, error) {
	for {
		if n, err, ok := d.take(p); ok {
			return n, err
		}
		if err := d.WaitReadable(); err != nil {
			return 0, err
		}
	}
}

// take reads without waiting; ok is false if there is nothing yet.
func (d *Duplex) take(p []byte) (n int, err error, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case isClosed(d.closed):
		return 0, d.opError("read", net.ErrClosed), true
	case isClosed(d.readBy.wait()):
		return 0, d.opError("read", os.ErrDeadlineExceeded), true
	case len(d.in) == 0:
		return 0, d.inErr, d.inErr != nil
	}
	for len(d.in) > 0 && n < len(p) {
		k := copy(p[n:], d.in[0])
		n += k
		if d.in[0] = d.in[0][k:]; len(d.in[0]) == 0 {
			d.in[0] = nil
			d.in = d.in[1:]
		}
	}
	d.size -= n
	return n, nil, true
}

// WaitReadable implements [ReadWaiter].
func (d *Duplex) WaitReadable() error {
	asked := false
	for {
		d.mu.Lock()
		ready := len(d.in) > 0 || d.inErr != nil
		d.waiting = !ready
		d.mu.Unlock()
		if ready {
			return nil
		}
		if !asked {
			asked = true
			d.owner.Wanted()
			continue // the owner may have fed at once
		}
		select {
		case <-d.arrived:
		case <-d.closed:
			return d.opError("read", net.ErrClosed)
		case <-d.readBy.wait():
			return d.opError("read", os.ErrDeadlineExceeded)
		}
	}
}

// Write implements net.Conn: it returns when the owner has acknowledged all of
// p, or at the deadline, or at the close.
func (d *Duplex) Write(p []byte) (int, error) {
	d.writeLock.Lock()
	defer d.writeLock.Unlock()
	sent := 0
	for sent < len(p) {
		piece := append([]byte(nil), p[sent:min(len(p), sent+duplexPiece)]...)
		if err := d.output(piece); err != nil {
			return sent, err
		}
		sent += len(piece)
	}
	return sent, nil
}

func (d *Duplex) output(piece []byte) error {
	d.mu.Lock()
	ended := d.outEnded
	d.mu.Unlock()
	switch {
	case isClosed(d.closed):
		return d.opError("write", net.ErrClosed)
	case ended:
		return d.opError("write", io.ErrClosedPipe)
	case isClosed(d.writeBy.wait()):
		return d.opError("write", os.ErrDeadlineExceeded)
	}
	acked := make(chan error, 1)
	var once sync.Once
	d.owner.Output(piece, func(err error) { once.Do(func() { acked <- err }) })
	select {
	case err := <-acked:
		return err
	case <-d.closed:
		return d.opError("write", net.ErrClosed)
	case <-d.writeBy.wait():
		return d.opError("write", os.ErrDeadlineExceeded)
	}
}

// CloseWrite ends the outgoing direction after the Write under way.
func (d *Duplex) CloseWrite() error {
	d.writeLock.Lock()
	defer d.writeLock.Unlock()
	d.mu.Lock()
	first := !d.outEnded && !isClosed(d.closed)
	d.outEnded = true
	d.mu.Unlock()
	if first {
		d.owner.OutputEnd()
	}
	return nil
}

// Close ends blocked calls and tells the owner, once.
func (d *Duplex) Close() error {
	d.closeOnce.Do(func() {
		close(d.closed)
		d.mu.Lock()
		d.in, d.size = nil, 0
		d.mu.Unlock()
		d.readBy.set(time.Time{})
		d.writeBy.set(time.Time{})
		d.owner.Closed()
	})
	return nil
}

// LocalAddr is the address given to NewDuplex.
func (d *Duplex) LocalAddr() net.Addr { return d.local }

// RemoteAddr is the address given to NewDuplex.
func (d *Duplex) RemoteAddr() net.Addr { return d.remote }

// SetDeadline sets both deadlines.
func (d *Duplex) SetDeadline(t time.Time) error {
	return d.setDeadlines(t, d.readBy, d.writeBy)
}

// SetReadDeadline implements net.Conn, also for a Read that waits.
func (d *Duplex) SetReadDeadline(t time.Time) error { return d.setDeadlines(t, d.readBy) }

// SetWriteDeadline implements net.Conn, also for a Write that waits.
func (d *Duplex) SetWriteDeadline(t time.Time) error { return d.setDeadlines(t, d.writeBy) }

func (d *Duplex) setDeadlines(t time.Time, which ...*deadline) error {
	if isClosed(d.closed) {
		return d.opError("set", net.ErrClosed)
	}
	for _, l := range which {
		l.set(t)
	}
	return nil
}

func (d *Duplex) opError(op string, err error) error {
	return &net.OpError{Op: op, Net: "stream", Source: d.local, Addr: d.remote, Err: err}
}
