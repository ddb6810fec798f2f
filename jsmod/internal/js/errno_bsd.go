//go:build unix && !linux

package js

import "syscall"

// systemErrnos are the numbers that only this system has: none under the
// names that libuv takes from it.
var systemErrnos map[string]syscall.Errno
