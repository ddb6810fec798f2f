package transport

import (
	"errors"
	"net"
	"sync"
)

const (
	// joinLimit is up to which size waiting writes are joined into one where
	// the connection cannot take several at once; 16 KiB fill a TLS record.
	joinLimit = 64 << 10
	// batchLimit is what one round of the writer takes from the queue.
	batchLimit = 1 << 20
	// keepQueue is the longest queue whose memory is kept for the next round.
	keepQueue = 256
)

var joins = sync.Pool{New: func() any { return new([joinLimit]byte) }}

// request is one call of Write, or with shut one of CloseWrite, or with flush
// what a Sealer has left of a TrySeal.
type request struct {
	bufs  [][]byte
	one   [1][]byte // room for the usual case
	size  int
	done  func(n int, err error)
	shut  bool
	flush bool
}

// Sealer is what a net.Conn implements that can take a small write without
// waiting although it is no socket. TLS does: it seals the bytes, and keeps of
// the result what the socket below does not take at once.
type Sealer interface {
	// Seal takes all of b, which it does not keep, or nothing. sent says that the
	// system has everything; if not, Flush sends the rest. It never waits. No other
	// Seal, Flush or Write may be under way.
	Seal(b []byte) (taken, sent bool)
	// Flush waits until the system has taken what was sealed.
	Flush() error
	// SealEnd is CloseWrite where that need not wait; else it reports false, and
	// CloseWrite does the rest.
	SealEnd() (done bool, err error)
}

// Write queues b, which belongs to the Conn until done (which may be nil) is
// called on the writer goroutine with the number of bytes sent. Requests
// complete in order. After the first failure every later one fails alike;
// after Close with [net.ErrClosed].
func (c *Conn) Write(b []byte, done func(n int, err error)) {
	r := request{one: [1][]byte{b}, size: len(b), done: done}
	c.enqueue(r)
}

// WriteVectored is Write for several pieces that form one request.
func (c *Conn) WriteVectored(bufs [][]byte, done func(n int, err error)) {
	c.enqueue(vectored(bufs, done))
}

func vectored(bufs [][]byte, done func(n int, err error)) request {
	r := request{bufs: bufs, done: done}
	for _, b := range bufs {
		r.size += len(b)
	}
	return r
}

// CloseWrite ends the outgoing direction once everything queued is sent: FIN or
// close_notify. The peer may go on sending. A connection that cannot be closed
// by halves is closed as a whole.
func (c *Conn) CloseWrite(done func(error)) {
	c.enqueue(request{shut: true, done: func(_ int, err error) {
		if done != nil {
			done(err)
		}
	}})
}

func (c *Conn) enqueue(r request) {
	c.mu.Lock()
	c.append(r)
	c.mu.Unlock()
	c.bytesWritten.Add(int64(r.size))
}

// append puts a request into the queue. c.mu is held.
func (c *Conn) append(r request) {
	if c.push(r) {
		go c.writeLoop()
	}
}

// push is append for a caller who runs writeLoop when it says so. c.mu is held.
func (c *Conn) push(r request) (write bool) {
	c.queue = append(c.queue, r)
	c.queued += r.size
	write = !c.writing
	c.writing = true
	return write
}

// TryWrite sends what the system takes at once, without a goroutine and without
// keeping b, and returns how much that was. It takes nothing while something is
// queued, or where the connection cannot be asked without waiting; the caller
// then queues the rest with Write. An error is final, as for Write.
func (c *Conn) TryWrite(b []byte) (int, error) {
	if c.raw == nil {
		return 0, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.writing || c.closed || c.detached {
		return 0, nil
	}
	if c.writeErr != nil {
		return 0, c.writeErr
	}
	n, err := c.writer.write(b)
	if err != nil {
		c.writeErr = err
	}
	c.bytesWritten.Add(int64(n))
	return n, err
}

// TrySeal is TryWrite for a connection that is a [Sealer], and takes nothing on
// others. It takes all of b or nothing, without keeping it; the caller then
// queues b with Write. Where it was taken and not sent at once, done (which may
// be nil) will be called as for Write.
func (c *Conn) TrySeal(b []byte, done func(n int, err error)) (taken, sent bool) {
	if c.sealer == nil {
		return false, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.writing || c.closed || c.detached || c.writeErr != nil {
		return false, false
	}
	taken, sent = c.sealer.Seal(b)
	if !taken {
		return false, false
	}
	c.bytesWritten.Add(int64(len(b)))
	if !sent {
		c.append(request{size: len(b), done: done, flush: true})
	}
	return taken, sent
}

// TryCloseWrite is [Conn.CloseWrite] without a goroutine. It does nothing and
// reports false while something is queued, or where the connection cannot be
// asked without waiting.
func (c *Conn) TryCloseWrite() (bool, error) {
	if c.raw == nil && c.sealer == nil {
		return false, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.writing || c.closed || c.detached || c.writeErr != nil {
		return false, nil
	}
	if c.sealer != nil {
		done, err := c.sealer.SealEnd()
		if done {
			c.writeErr = net.ErrClosed
		}
		return done, err
	}
	c.writeErr = net.ErrClosed // nothing can be sent after the end
	return true, c.closeWrite()
}

// writeLoop is the writer goroutine, or lends the reader of a [Piping] to it.
func (c *Conn) writeLoop() {
	for {
		c.mu.Lock()
		if len(c.queue) == 0 {
			c.writing = false
			c.changed.Broadcast()
			c.mu.Unlock()
			return
		}
		batch := c.queue
		c.queue = c.spare[:0]
		c.mu.Unlock()
		for rest := batch; len(rest) > 0; {
			rest = rest[c.writeSome(rest):]
		}
		clear(batch)
		if c.spare = batch; cap(batch) > keepQueue {
			c.spare = nil
		}
	}
}

// writeSome performs the first requests of batch and returns how many.
func (c *Conn) writeSome(batch []request) int {
	if batch[0].shut {
		err := c.failure()
		if err == nil {
			err = c.closeWrite()
			if errors.Is(err, net.ErrClosed) && c.handedOver() {
				err = nil
			}
			c.fail(net.ErrClosed) // nothing can be sent after the end
		}
		c.finish(&batch[0], 0, err)
		return 1
	}
	if batch[0].flush {
		err := c.failure()
		if err == nil {
			if err = c.sealer.Flush(); err != nil {
				c.fail(err)
			}
		}
		n := batch[0].size
		if err != nil {
			n = 0
		}
		c.finish(&batch[0], n, err)
		return 1
	}
	count, size := 0, 0
	for count < len(batch) && !batch[count].shut && (count == 0 || size+batch[count].size <= batchLimit) {
		size += batch[count].size
		count++
	}
	n, err := 0, c.failure()
	if err == nil && size > 0 {
		n, err = c.send(batch[:count], size)
		if err != nil {
			c.fail(err)
		}
	}
	for i := range batch[:count] {
		r := &batch[i]
		if n >= r.size && (err == nil || n > 0) {
			n -= r.size
			c.finish(r, r.size, nil)
			continue
		}
		c.finish(r, n, err)
		n = 0
	}
	return count
}

// handedOver tells whether the connection is somebody else's to close, by Detach.
// Where that has happened, to end it is done, and why is not ours to tell.
func (c *Conn) handedOver() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.detached
}

// finish calls a request back.
func (c *Conn) finish(r *request, n int, err error) {
	c.mu.Lock()
	c.queued -= r.size
	c.mu.Unlock()
	if r.done != nil {
		r.done(n, err)
	}
}

// send writes requests as few and as large pieces as the connection likes.
func (c *Conn) send(batch []request, size int) (int, error) {
	if len(batch) == 1 && batch[0].bufs == nil {
		return c.nc.Write(batch[0].one[0])
	}
	var pieces net.Buffers
	for i := range batch {
		if batch[i].bufs != nil {
			pieces = append(pieces, batch[i].bufs...)
		} else {
			pieces = append(pieces, batch[i].one[0])
		}
	}
	if c.raw != nil {
		n, err := pieces.WriteTo(c.nc)
		return int(n), err
	}
	return c.sendJoined(pieces)
}

// sendJoined copies small pieces together, so that they share a record.
func (c *Conn) sendJoined(pieces [][]byte) (int, error) {
	buf := joins.Get().(*[joinLimit]byte)
	defer joins.Put(buf)
	sent, fill := 0, 0
	flush := func() error {
		if fill == 0 {
			return nil
		}
		n, err := c.nc.Write(buf[:fill])
		sent += n
		fill = 0
		return err
	}
	for _, p := range pieces {
		if fill+len(p) > joinLimit {
			if err := flush(); err != nil {
				return sent, err
			}
		}
		if len(p) > joinLimit/2 && fill == 0 {
			n, err := c.nc.Write(p)
			sent += n
			if err != nil {
				return sent, err
			}
			continue
		}
		for len(p) > 0 {
			n := copy(buf[fill:], p)
			fill += n
			p = p[n:]
			if fill == joinLimit {
				if err := flush(); err != nil {
					return sent, err
				}
			}
		}
	}
	return sent, flush()
}

// Nonblocking returns a function that writes to nc what the system takes at
// once, possibly nothing, and never waits; nil where nc is no TCP or unix socket
// and none that was taken out of a Conn. One goroutine at a time may call it,
// and none may be in nc's Write meanwhile.
func Nonblocking(nc net.Conn) func(b []byte) (int, error) {
	if d, ok := nc.(*Detached); ok {
		return d.nonblocking()
	}
	raw := rawConn(nc)
	if raw == nil || !haveRawRead {
		return nil
	}
	w := &rawWriter{raw: raw}
	return w.write
}

// failure is why nothing can be sent, or nil.
func (c *Conn) failure() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed && !c.detached && !c.linger {
		return net.ErrClosed
	}
	return c.writeErr
}

func (c *Conn) fail(err error) {
	c.mu.Lock()
	if c.writeErr == nil {
		c.writeErr = err
	}
	c.mu.Unlock()
}

func (c *Conn) closeWrite() error {
	if h, ok := c.nc.(interface{ CloseWrite() error }); ok {
		return h.CloseWrite()
	}
	return c.nc.Close()
}
