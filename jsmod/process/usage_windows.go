package process

import (
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	psapi                = windows.NewLazySystemDLL("psapi.dll")
	getProcessMemoryInfo = psapi.NewProc("GetProcessMemoryInfo")
)

// memoryCounters is PROCESS_MEMORY_COUNTERS.
type memoryCounters struct {
	size, faults                             uint32
	peak, workingSet                         uintptr
	peakPaged, paged, peakNonPaged, nonPaged uintptr
	pagefile, peakPagefile                   uintptr
}

func counters() memoryCounters {
	var c memoryCounters
	c.size = uint32(unsafe.Sizeof(c))
	_, _, _ = getProcessMemoryInfo.Call(uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&c)), uintptr(c.size))
	return c
}

// resident is the working set, in bytes.
func resident() int64 { return int64(counters().workingSet) }

// cpu is user and system time in microseconds.
func cpu() []int64 {
	var created, exited, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user); err != nil {
		return []int64{0, 0}
	}
	// Intervals here, unlike a Filetime that is a date: hundreds of nanoseconds.
	micro := func(f windows.Filetime) int64 {
		return (int64(f.HighDateTime)<<32 | int64(f.LowDateTime)) * 100 / int64(time.Microsecond)
	}
	return []int64{micro(user), micro(kernel)}
}

// resources are the numbers of process.resourceUsage in its order; the system
// knows the first three and the page faults.
func resources() []int64 {
	c, list := counters(), make([]int64, 16)
	copy(list, cpu())
	list[2], list[7] = int64(c.peak)/1024, int64(c.faults)
	return list
}

func memoryLimit() int64 { return 0 }
