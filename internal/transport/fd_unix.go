//go:build unix

package transport

import (
	"math"
	"os"
	"syscall"
)

// TakeSocket lets use make a net.Conn or net.Listener of a socket of the
// process. When use succeeds fd is closed, for what it made has its own. When it
// fails fd stays as it was, whoever it belongs to: an os.File over it would
// close it sooner or later.
func TakeSocket(fd int64, use func(*os.File) error) error {
	if fd < 0 || fd > math.MaxInt32 {
		return os.NewSyscallError("dup", syscall.EBADF)
	}
	syscall.ForkLock.RLock()
	own, err := syscall.Dup(int(fd))
	if err == nil {
		syscall.CloseOnExec(own)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return os.NewSyscallError("dup", err)
	}
	f := os.NewFile(uintptr(own), "socket")
	defer f.Close()
	if err := use(f); err != nil {
		return err
	}
	return os.NewSyscallError("close", syscall.Close(int(fd)))
}
