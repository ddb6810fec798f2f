package net

import (
	"net"
	"os"
	"syscall"

	"tlsjs/internal/transport"
)

// Lend gives out a copy of the connection's descriptor for another process, whose
// file the caller closes when that has it. What the process makes of the socket
// holds for this one, too: that its reads and writes wait. So from then on nothing
// is read or written on the loop, and nothing is read before it is asked for again.
//
// early is nil unless the reader was quicker than the script and has bytes that the
// other process is to read first: early is them and what follows. A read of it
// obeys the deadline of the connection. It is called on the loop.
func (s *stream) Lend() (f *os.File, early net.Conn, err error) {
	if s.conn == nil || s.closed {
		return nil, nil, syscall.EBADF
	}
	s.readStop()
	d, lent := s.conn.NetConn().(*transport.Detached)
	if !lent {
		if d, err = s.setAside(); err != nil {
			return nil, nil, err
		}
	}
	c, ok := d.NetConn().(interface{ File() (*os.File, error) })
	if !ok {
		return nil, nil, syscall.ENOTSUP
	}
	if f, err = c.File(); err != nil {
		return nil, nil, err
	}
	if d.Buffered() > 0 {
		early = waiting{d}
	}
	return f, early, nil
}

// setAside puts a pump without a reader in the place of the stream's. That knows
// nothing of the socket below, and leaves it to goroutines that may wait.
func (s *stream) setAside() (*transport.Detached, error) {
	base := s.counts()
	d, err := s.Detach()
	if err != nil {
		return nil, err
	}
	s.n.forget(s)
	s.base = base
	s.attach(d)
	return d, nil
}

// waiting reads when there is something to read, whether or not reads of the
// socket itself would wait without an end.
type waiting struct{ *transport.Detached }

// Read implements [net.Conn].
func (c waiting) Read(b []byte) (int, error) {
	if err := c.WaitReadable(); err != nil {
		return 0, err
	}
	return c.Detached.Read(b)
}
