package transport

import (
	"io"
	"net"
	"sync"
	"time"
)

// Detached is the connection of a Conn that was taken out of it. Reading begins
// with what Unread put back, then what the Conn had read and not delivered;
// writing waits until what the Conn had queued is sent. Any goroutine may call
// its methods, as for any net.Conn.
type Detached struct {
	net.Conn
	from   *Conn
	settle sync.Once

	mu    sync.Mutex
	front [][]byte
	err   error
}

// Detach takes the connection out of the pump, which from then on is only good
// for Close and the byte counts. It does not wait: the sink is not called any
// more, a read under way is ended without losing a byte, and what is queued
// will still be sent, in order, before anything that is written to the result.
// It returns [net.ErrClosed] on a Conn that was closed or detached before.
func (c *Conn) Detach() (*Detached, error) {
	c.deliver.Lock()
	defer c.deliver.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.detached {
		return nil, net.ErrClosed
	}
	var unsent [][]byte
	if p, ok := c.sink.(*Piping); ok {
		unsent = p.stopLocked()
	}
	c.detached = true
	c.want = false
	if c.reading {
		_ = c.nc.SetReadDeadline(time.Unix(1, 0))
	}
	return &Detached{Conn: c.nc, from: c, front: unsent}, nil
}

// Unread puts bytes back that the sink was given, oldest first. Call it before
// the first Read.
func (d *Detached) Unread(b []byte) {
	if len(b) == 0 {
		return
	}
	d.mu.Lock()
	d.front = append(d.front, b)
	d.mu.Unlock()
}

// Buffered counts the bytes that were read before the connection was detached and
// that Read has not returned yet. It waits for the pump to let go.
func (d *Detached) Buffered() int {
	d.inherit()
	d.mu.Lock()
	defer d.mu.Unlock()
	n := 0
	for _, b := range d.front {
		n += len(b)
	}
	return n
}

// SetEnd tells what the sink was told instead of bytes: err, or nil for End.
// Read returns it, or io.EOF, when nothing is left. Call it before the first
// Read.
func (d *Detached) SetEnd(err error) {
	if err == nil {
		err = io.EOF
	}
	d.mu.Lock()
	d.err = err
	d.mu.Unlock()
}

// NetConn returns the connection below, for its options.
func (d *Detached) NetConn() net.Conn { return d.Conn }

// inherit waits for the reader of the pump and takes what it left.
func (d *Detached) inherit() {
	d.settle.Do(func() {
		c := d.from
		c.await(func() bool { return !c.reading })
		_ = c.nc.SetReadDeadline(time.Time{})
		c.mu.Lock()
		k, err := c.held, c.heldErr
		c.held, c.heldErr = chunk{}, nil
		c.mu.Unlock()
		if k.buf != nil {
			d.Unread(k.own())
		}
		d.mu.Lock()
		if d.err == nil {
			d.err = err
		}
		d.mu.Unlock()
	})
}

// takeFront returns the next of what was put back, then the end that SetEnd
// told, if any.
func (d *Detached) takeFront() ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.front) > 0 {
		b := d.front[0]
		d.front = d.front[1:]
		return b, nil
	}
	return nil, d.err
}

// Read first returns what was put back.
func (d *Detached) Read(p []byte) (int, error) {
	d.inherit()
	d.mu.Lock()
	if len(d.front) > 0 {
		n := copy(p, d.front[0])
		if d.front[0] = d.front[0][n:]; len(d.front[0]) == 0 {
			d.front = d.front[1:]
		}
		d.mu.Unlock()
		return n, nil
	}
	err := d.err
	d.mu.Unlock()
	if err != nil {
		return 0, err
	}
	return d.Conn.Read(p)
}

// WaitReadable implements [ReadWaiter].
func (d *Detached) WaitReadable() error {
	d.inherit()
	d.mu.Lock()
	ready := len(d.front) > 0 || d.err != nil
	d.mu.Unlock()
	if ready {
		return nil
	}
	return WaitReadable(d.Conn)
}

// drained waits for the writer of the pump.
func (d *Detached) drained() error {
	c := d.from
	c.await(func() bool { return !c.writing })
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.writeErr
}

// Write waits for what was queued before the connection was detached.
func (d *Detached) Write(p []byte) (int, error) {
	if err := d.drained(); err != nil {
		return 0, err
	}
	return d.Conn.Write(p)
}

// nonblocking is [Nonblocking] for a Detached. While the pump still sends what
// it had queued nothing is taken.
func (d *Detached) nonblocking() func([]byte) (int, error) {
	write := Nonblocking(d.Conn)
	if write == nil {
		return nil
	}
	c := d.from
	return func(b []byte) (int, error) {
		c.mu.Lock()
		busy, err := c.writing, c.writeErr
		c.mu.Unlock()
		if busy || err != nil {
			return 0, err
		}
		return write(b)
	}
}

// CloseWrite waits like Write. It closes a connection that knows no halves.
func (d *Detached) CloseWrite() error {
	if err := d.drained(); err != nil {
		return err
	}
	if h, ok := d.Conn.(interface{ CloseWrite() error }); ok {
		return h.CloseWrite()
	}
	return d.Conn.Close()
}

// SetDeadline sets both deadlines.
func (d *Detached) SetDeadline(t time.Time) error {
	d.inherit()
	return d.Conn.SetDeadline(t)
}

// SetReadDeadline waits for the pump to let go of its own deadline first.
func (d *Detached) SetReadDeadline(t time.Time) error {
	d.inherit()
	return d.Conn.SetReadDeadline(t)
}
