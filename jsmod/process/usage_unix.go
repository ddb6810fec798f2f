//go:build unix

package process

import (
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// resident is the memory of the process that is not swapped out, in bytes.
func resident() int64 {
	if statm, err := os.ReadFile("/proc/self/statm"); err == nil {
		if fields := strings.Fields(string(statm)); len(fields) > 1 {
			if pages, err := strconv.ParseInt(fields[1], 10, 64); err == nil {
				return pages * int64(os.Getpagesize())
			}
		}
	}
	// Without /proc the system tells the maximum only.
	return rusage().Maxrss * maxrssUnit
}

func rusage() syscall.Rusage {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return r
}

func micros(t syscall.Timeval) int64 { return t.Nano() / int64(time.Microsecond) }

// cpu is user and system time in microseconds.
func cpu() []int64 {
	r := rusage()
	return []int64{micros(r.Utime), micros(r.Stime)}
}

// resources are the numbers of process.resourceUsage in its order.
func resources() []int64 {
	r := rusage()
	return []int64{
		micros(r.Utime), micros(r.Stime), int64(r.Maxrss) * maxrssUnit / 1024, int64(r.Ixrss), int64(r.Idrss),
		int64(r.Isrss), int64(r.Minflt), int64(r.Majflt), int64(r.Nswap), int64(r.Inblock), int64(r.Oublock),
		int64(r.Msgsnd), int64(r.Msgrcv), int64(r.Nsignals), int64(r.Nvcsw), int64(r.Nivcsw),
	}
}

// memoryLimit is what the control group allows, in bytes; 0 where there is no
// limit to be known.
func memoryLimit() int64 {
	for _, name := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		if data, err := os.ReadFile(name); err == nil {
			n, _ := strconv.ParseInt(strings.TrimSpace(string(data)), 10, 64)
			return n
		}
	}
	return 0
}
