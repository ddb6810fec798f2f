package net

import (
	"os"
	"syscall"

	"tlsjs/internal/transport"
)

// Lend gives out a copy of the connection's descriptor for another process, which
// closes it when done. What the process makes of the socket holds for this one,
// too: that its reads and writes wait. So from then on nothing is read or written
// on the loop, and nothing is read before it is asked for again. It is called on
// the loop.
func (s *stream) Lend() (*os.File, error) {
	if s.conn == nil || s.closed {
		return nil, syscall.EBADF
	}
	s.readStop()
	under := s.conn.NetConn()
	if d, ok := under.(*transport.Detached); ok { // lent before
		under = d.NetConn()
	}
	c, ok := under.(interface{ File() (*os.File, error) })
	if !ok {
		return nil, syscall.ENOTSUP
	}
	f, err := c.File()
	if err != nil {
		return nil, err
	}
	if _, lent := s.conn.NetConn().(*transport.Detached); lent {
		return f, nil
	}
	base := s.counts()
	d, err := s.Detach()
	if err != nil {
		f.Close()
		return nil, err
	}
	s.n.forget(s)
	s.base = base
	s.attach(d) // which its pump knows nothing of: it is left to goroutines that may wait
	return f, nil
}
