//go:build unix

package transport

import (
	"net"
	"os"
	"syscall"
)

// setBacklog tells the system again that the socket listens, which is how the
// length of the queue is changed.
func setBacklog(l net.Listener, n int) error {
	sc, ok := l.(syscall.Conn)
	if !ok {
		return ErrNotSupported
	}
	raw, err := sc.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := raw.Control(func(fd uintptr) { inner = syscall.Listen(int(fd), n) }); err != nil {
		return err
	}
	return os.NewSyscallError("listen", inner)
}
