//go:build unix

package os

import (
	"runtime"

	"golang.org/x/sys/unix"
)

const homeVariable = "HOME"

type system struct{ name, release, version, machine string }

func describeSystem() system {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return system{name: runtime.GOOS, machine: runtime.GOARCH}
	}
	text := unix.ByteSliceToString
	return system{text(u.Sysname[:]), text(u.Release[:]), text(u.Version[:]), text(u.Machine[:])}
}

func setPriority(pid, n int) error { return unix.Setpriority(unix.PRIO_PROCESS, pid, n) }
