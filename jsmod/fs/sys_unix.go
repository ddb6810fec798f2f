//go:build unix

package fs

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const nonblock = syscall.O_NONBLOCK

func futimes(fd uintptr, atime, mtime time.Time) error {
	return unix.Futimes(int(fd), []unix.Timeval{
		unix.NsecToTimeval(atime.UnixNano()), unix.NsecToTimeval(mtime.UnixNano()),
	})
}
