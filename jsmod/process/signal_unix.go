//go:build unix

package process

import (
	"os"
	"runtime/debug"
	"syscall"
	"time"
)

// catchable: the numbers from 1 on that the system lets a process handle. Go
// keeps SIGPROF for itself; asking for it does no harm.
func catchable(s syscall.Signal) bool {
	return s > 0 && s < 65 && s != syscall.SIGKILL && s != syscall.SIGSTOP
}

func kill(pid int, s syscall.Signal) error { return syscall.Kill(pid, s) }

func abort() {
	debug.SetTraceback("crash") // makes Go raise the signal again, for a core file
	_ = syscall.Kill(os.Getpid(), syscall.SIGABRT)
	time.Sleep(time.Second)
	os.Exit(134)
}
