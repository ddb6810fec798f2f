package hostproc

import (
	"net"
	"os"
)

// newPipe makes a pipe with one direction: to the child at descriptor 0, from it
// at the others.
func newPipe(fd int) (near net.Conn, far *os.File, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	if fd == 0 {
		return conn{w}, r, nil
	}
	return conn{r}, w, nil
}

// unread cannot be known without reading.
func unread(net.Conn) bool { return false }

// conn is one end of a pipe.
type conn struct{ *os.File }

// CloseWrite ends the writing side, which is all there is.
func (c conn) CloseWrite() error { return c.Close() }

// LocalAddr implements [net.Conn].
func (conn) LocalAddr() net.Addr { return addr{} }

// RemoteAddr implements [net.Conn].
func (conn) RemoteAddr() net.Addr { return addr{} }

type addr struct{}

func (addr) Network() string { return "pipe" }
func (addr) String() string  { return "" }
