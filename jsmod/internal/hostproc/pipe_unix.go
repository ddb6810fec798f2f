//go:build unix

package hostproc

import (
	"net"
	"os"
	"syscall"
)

// newPipe makes both ends of a pipe. The far one waits, as a program expects of
// its standard streams.
func newPipe(int) (near net.Conn, far *os.File, err error) {
	syscall.ForkLock.RLock()
	ends, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(ends[0])
		syscall.CloseOnExec(ends[1])
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, nil, os.NewSyscallError("socketpair", err)
	}
	own := os.NewFile(uintptr(ends[0]), "pipe")
	defer own.Close()
	far = os.NewFile(uintptr(ends[1]), "pipe")
	if near, err = net.FileConn(own); err != nil {
		far.Close()
		return nil, nil, err
	}
	return near, far, nil
}

// unread tells whether something has come that nobody has read yet.
func unread(c net.Conn) bool {
	s, ok := c.(syscall.Conn)
	if !ok {
		return false
	}
	raw, err := s.SyscallConn()
	if err != nil {
		return false
	}
	n := 0
	err = raw.Control(func(fd uintptr) {
		n, _, _ = syscall.Recvfrom(int(fd), make([]byte, 1), syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
	})
	return err == nil && n > 0
}
