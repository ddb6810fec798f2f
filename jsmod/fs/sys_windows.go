package fs

import (
	"time"

	"golang.org/x/sys/windows"
)

const nonblock = 0

func futimes(fd uintptr, atime, mtime time.Time) error {
	a, m := windows.NsecToFiletime(atime.UnixNano()), windows.NsecToFiletime(mtime.UnixNano())
	return windows.SetFileTime(windows.Handle(fd), nil, &a, &m)
}
