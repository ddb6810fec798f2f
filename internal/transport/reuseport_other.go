//go:build !linux || mips || mipsle || mips64 || mips64le || sparc64

package transport

import (
	"os"
	"syscall"
)

// reusePort refuses: elsewhere the option exists but does not share the load,
// and Node refuses it too.
func reusePort(uintptr) error {
	return os.NewSyscallError("setsockopt", syscall.ENOTSUP)
}
