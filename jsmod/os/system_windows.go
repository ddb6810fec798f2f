package os

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

const homeVariable = "USERPROFILE"

type system struct{ name, release, version, machine string }

func describeSystem() system {
	v := windows.RtlGetVersion()
	machines := map[string]string{"amd64": "x86_64", "386": "i686", "arm64": "aarch64"}
	return system{
		"Windows_NT", fmt.Sprintf("%d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber),
		registryText(`SOFTWARE\Microsoft\Windows NT\CurrentVersion`, "ProductName"), machines[runtime.GOARCH],
	}
}

func registryText(key, name string) string {
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, key, registry.QUERY_VALUE)
	if err != nil {
		return ""
	}
	defer k.Close()
	text, _, _ := k.GetStringValue(name)
	return text
}

// uptime is the seconds since the machine started.
func uptime() float64 { return windows.DurationSinceBoot().Seconds() }

// memoryStatus is MEMORYSTATUSEX.
type memoryStatus struct {
	length, load                                                          uint32
	totalPhys, availPhys, totalPage, availPage, totalVirt, availVirt, ext uint64
}

// memory is what there is and what is free, in bytes.
func memory() (total, free int64) {
	var s memoryStatus
	s.length = uint32(unsafe.Sizeof(s))
	call := windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	_, _, _ = call.Call(uintptr(unsafe.Pointer(&s)))
	return int64(s.totalPhys), int64(s.availPhys)
}

// loadAverage is no notion of Windows; Node gives zeros there too.
func loadAverage() [3]float64 { return [3]float64{} }

// processorTimes is SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION, in 100 ns.
type processorTimes struct {
	idle, kernel, user, dpc, interrupt int64
	interrupts                         uint32
	_                                  uint32
}

func cpus() []cpu {
	times := make([]processorTimes, runtime.NumCPU())
	size := uint32(len(times)) * uint32(unsafe.Sizeof(times[0]))
	_ = windows.NtQuerySystemInformation(windows.SystemProcessorPerformanceInformation,
		unsafe.Pointer(&times[0]), size, &size)
	const key = `HARDWARE\DESCRIPTION\System\CentralProcessor\0`
	model := registryText(key, "ProcessorNameString")
	var mhz uint64
	if k, err := registry.OpenKey(registry.LOCAL_MACHINE, key, registry.QUERY_VALUE); err == nil {
		mhz, _, _ = k.GetIntegerValue("~MHz")
		k.Close()
	}
	list := make([]cpu, len(times))
	for i, t := range times {
		// The kernel's time includes the idle one.
		list[i] = cpu{model, int64(mhz), t.user / 1e4, 0, (t.kernel - t.idle) / 1e4, t.idle / 1e4, t.interrupt / 1e4}
	}
	return list
}

// classes are the priorities that stand for Windows's classes, as in libuv.
var classes = []struct {
	nice  int
	class uint32
}{
	{-20, windows.REALTIME_PRIORITY_CLASS}, {-14, windows.HIGH_PRIORITY_CLASS},
	{-7, windows.ABOVE_NORMAL_PRIORITY_CLASS}, {0, windows.NORMAL_PRIORITY_CLASS},
	{10, windows.BELOW_NORMAL_PRIORITY_CLASS}, {19, windows.IDLE_PRIORITY_CLASS},
}

func onProcess(pid int, access uint32, fn func(h windows.Handle) error) error {
	if pid == 0 {
		return fn(windows.CurrentProcess())
	}
	h, err := windows.OpenProcess(access, false, uint32(pid))
	if err != nil {
		return err
	}
	defer windows.CloseHandle(h)
	return fn(h)
}

func priority(pid int) (nice int, err error) {
	err = onProcess(pid, windows.PROCESS_QUERY_LIMITED_INFORMATION, func(h windows.Handle) error {
		class, err := windows.GetPriorityClass(h)
		for _, c := range classes {
			if c.class == class {
				nice = c.nice
			}
		}
		return err
	})
	return nice, err
}

func setPriority(pid, nice int) error {
	class := classes[0].class
	for _, c := range classes {
		if nice >= c.nice {
			class = c.class
		}
	}
	return onProcess(pid, windows.PROCESS_SET_INFORMATION, func(h windows.Handle) error {
		return windows.SetPriorityClass(h, class)
	})
}
