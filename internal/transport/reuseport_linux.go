//go:build linux && !mips && !mipsle && !mips64 && !mips64le && !sparc64

package transport

import (
	"os"
	"syscall"
)

// soReusePort is SO_REUSEPORT, which package syscall lacks on some machines.
const soReusePort = 15

func reusePort(fd uintptr) error {
	return os.NewSyscallError("setsockopt", syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, soReusePort, 1))
}
