//go:build unix

package transport

import (
	"syscall"
	"time"
)

// processorTime is what this process has used of the processors.
func processorTime() time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r) // it fails for a wrong first argument only
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
