//go:build unix

package jsmod

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"

	"tlsjs/jsmod/module"
)

// listenControl sets what net.ListenConfig has no field for, before bind.
func listenControl(c syscall.RawConn, opt module.ListenOptions) error {
	var failed error
	err := c.Control(func(fd uintptr) {
		if opt.ReusePort {
			failed = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_REUSEPORT, 1)
		}
		if opt.IPv6Only && failed == nil {
			failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, 1)
		}
	})
	return errors.Join(err, failed)
}
