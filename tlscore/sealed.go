package tlscore

import (
	"errors"
	"sync"
	"sync/atomic"
)

const (
	// sealLimit is the longest write that Seal takes: one record. The time for
	// it is the caller's, who must not wait.
	sealLimit = maxPlaintextRecord
	// flushSize is how much of a long write is sealed before it goes out, and
	// flushBuffer the room for it with what records add.
	flushSize   = 4 * maxPlaintextRecord
	flushBuffer = flushSize + 4<<10
)

var flushBuffers = sync.Pool{New: func() any { return new([flushBuffer]byte) }}

// sealed holds records that crypto/tls has written and the transport has not
// taken. After the handshake every write over a socket goes through here, so that
//
//   - a write never waits while it holds the lock of crypto/tls, and a small one
//     can therefore be made by a goroutine that must not wait (see Conn.Seal);
//   - the records of a long write go out in one system call.
type sealed struct {
	try  func(b []byte) (int, error) // writes without waiting; nil where that cannot be done
	open atomic.Bool                 // the handshake is over and there is a try
	join atomic.Bool                 // more is coming: do not try yet

	// sending is held while bytes go to the transport, also where that waits.
	sending sync.Mutex

	mu  sync.Mutex
	b   []byte // the rest, in order
	buf *[flushBuffer]byte
	err error // why the transport takes no more
}

// collect takes records from crypto/tls, which calls it one at a time. They go
// out at once where nothing is waiting and the transport takes them.
func (w *wire) collect(p []byte) error {
	s := &w.sealed
	if !s.join.Load() && s.sending.TryLock() {
		defer s.sending.Unlock()
		if w.clear() {
			n, err := s.try(p)
			w.bytesOut.Add(int64(n))
			w.trace.Load().feed(true, p[:n])
			p = p[n:]
			if err != nil {
				s.fail(err)
				return err
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	if len(p) > 0 && s.b == nil {
		s.buf = flushBuffers.Get().(*[flushBuffer]byte)
		s.b = s.buf[:0]
	}
	s.b = append(s.b, p...)
	return nil
}

// clear tells whether what is written now would be the next on the transport.
func (w *wire) clear() bool {
	w.outLock.Lock()
	gate := w.gate
	w.outLock.Unlock()
	s := &w.sealed
	s.mu.Lock()
	defer s.mu.Unlock()
	return gate == nil && len(s.b) == 0 && s.err == nil
}

// flush waits until the transport has taken what was collected.
func (w *wire) flush() error {
	s := &w.sealed
	if !s.open.Load() {
		return nil
	}
	w.keep(nil) // a kept flight goes first
	s.sending.Lock()
	defer s.sending.Unlock()
	for {
		b, buf, err := s.take()
		if err != nil || len(b) == 0 {
			return err
		}
		if !w.silent.Load() {
			_, err = w.writeRaw(b)
		}
		if buf != nil {
			flushBuffers.Put(buf)
		}
		if err != nil {
			s.fail(err)
			return err
		}
	}
}

// take empties the collection. buf is for the pool once b has been used.
func (s *sealed) take() (b []byte, buf *[flushBuffer]byte, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, buf = s.b, s.buf
	s.b, s.buf = nil, nil
	return b, buf, s.err
}

func (s *sealed) fail(err error) {
	s.mu.Lock()
	if s.err == nil {
		s.err = err
	}
	s.mu.Unlock()
}

// writeJoined writes b, after which everything has been sent.
func (c *Conn) writeJoined(b []byte) (int, error) {
	if !c.wire.sealed.open.Load() || c.second.Load() != nil {
		return c.writeEngine(b)
	}
	done := 0
	for {
		part := b[done:min(len(b), done+flushSize)]
		c.wire.sealed.join.Store(true)
		_, err := c.writeEngine(part)
		c.wire.sealed.join.Store(false)
		if err == nil {
			err = c.wire.flush()
		}
		if err != nil {
			return done, err
		}
		if done += len(part); done == len(b) {
			return done, nil
		}
	}
}

// Seal is Write for a goroutine that must not wait, such as an event loop: it
// takes all of b, without keeping it, or nothing where it would have to wait,
// and nothing that does not fit into a record. sent says that the transport has
// everything; otherwise [Conn.Flush] sends the rest. After an error it takes
// nothing: Write tells. No Write, Flush or CloseWrite may be under way.
func (c *Conn) Seal(b []byte) (taken, sent bool) {
	if len(b) > sealLimit || !c.ready.Load() || c.failed.Load() != nil || c.finished.Load() {
		return false, false
	}
	if limit := int(c.fragment.Load()); limit > 0 && len(b) > limit {
		return false, false
	}
	// The second engine waits during its handshakes.
	if c.second.Load() != nil || !c.wire.sealed.open.Load() || !c.nextIsOurs() {
		return false, false
	}
	n, err := c.first.Write(b)
	if n > 0 && n < len(b) && errors.Is(err, errDiverted) {
		c.unsealed = append([]byte(nil), b[n:]...)
		return true, false
	}
	return err == nil, err == nil && c.wire.clear()
}

// nextIsOurs is the wire's clear, and makes it so where a server writes before its
// last flight has been released: nobody who writes turns the client down.
func (c *Conn) nextIsOurs() bool {
	return c.wire.clear() || !c.isClient && c.wire.tryRelease() && c.wire.clear()
}

// Flush waits until the transport has what [Conn.Seal] took. Its errors are those
// of Write.
func (c *Conn) Flush() error {
	if rest := c.unsealed; len(rest) > 0 {
		c.unsealed = nil
		if _, err := c.writeEngine(rest); err != nil {
			return c.ioError(err)
		}
	}
	if err := c.wire.flush(); err != nil {
		return c.ioError(err)
	}
	return nil
}

// SealEnd is CloseWrite for a goroutine that must not wait. Where it would have
// to, it reports false, and CloseWrite does the rest.
func (c *Conn) SealEnd() (done bool, err error) {
	if !c.ready.Load() || c.failed.Load() != nil || c.second.Load() != nil ||
		!c.wire.sealed.open.Load() || !c.nextIsOurs() {
		return false, nil
	}
	c.finished.Store(true)
	if !c.notified.Load() {
		// As closeFirst does, which waits for a take-over under way.
		if !c.takeover.moving.TryLock() {
			return false, nil
		}
		err := c.first.CloseWrite()
		c.takeover.closed = err == nil
		c.takeover.moving.Unlock()
		if errors.Is(err, errDiverted) {
			return false, nil
		}
		c.notified.Store(true)
		if err != nil {
			return true, c.ioError(err)
		}
	}
	if !c.wire.clear() {
		return false, nil
	}
	return true, c.CloseWrite()
}
