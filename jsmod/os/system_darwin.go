package os

import (
	"encoding/binary"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// uptime is the seconds since the machine started.
func uptime() float64 {
	boot, err := unix.SysctlTimeval("kern.boottime")
	if err != nil {
		return 0
	}
	return float64(int64(time.Since(time.Unix(boot.Unix())).Seconds()))
}

// memory is what there is and what is free, in bytes.
func memory() (total, free int64) {
	size, _ := unix.SysctlUint64("hw.memsize")
	pages, _ := unix.SysctlUint32("vm.page_free_count")
	return int64(size), int64(pages) * int64(unix.Getpagesize())
}

// loadAverage reads struct loadavg: three fixed-point numbers and their scale.
func loadAverage() (load [3]float64) {
	raw, err := unix.SysctlRaw("vm.loadavg")
	if err != nil || len(raw) < 24 {
		return load
	}
	scale := float64(binary.NativeEndian.Uint64(raw[16:]))
	for i := range load {
		load[i] = float64(binary.NativeEndian.Uint32(raw[4*i:])) / scale
	}
	return load
}

func priority(pid int) (int, error) { return unix.Getpriority(unix.PRIO_PROCESS, pid) }

// cpus are told by name and speed; their times can be had through Mach only,
// which needs C.
func cpus() []cpu {
	model, err := unix.Sysctl("machdep.cpu.brand_string")
	if err != nil {
		model = "unknown"
	}
	hertz, _ := unix.SysctlUint64("hw.cpufrequency")
	list := make([]cpu, runtime.NumCPU())
	for i := range list {
		list[i] = cpu{model: model, speed: int64(hertz / 1e6)}
	}
	return list
}
