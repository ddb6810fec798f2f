package os

import (
	"bufio"
	"bytes"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// uptime is the seconds since the machine started.
func uptime() float64 {
	if fields := words("/proc/uptime"); len(fields) > 0 {
		if s, err := strconv.ParseFloat(fields[0], 64); err == nil {
			return s
		}
	}
	var info unix.Sysinfo_t
	_ = unix.Sysinfo(&info)
	return float64(info.Uptime)
}

func words(name string) []string {
	data, _ := os.ReadFile(name)
	return strings.Fields(string(data))
}

// memory is what there is and what a new program could have, in bytes.
func memory() (total, free int64) {
	data, _ := os.ReadFile("/proc/meminfo")
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 {
			continue
		}
		kilobytes, _ := strconv.ParseInt(fields[1], 10, 64)
		switch fields[0] {
		case "MemTotal:":
			total = kilobytes * 1024
		case "MemAvailable:":
			free = kilobytes * 1024
		}
	}
	return total, free
}

func loadAverage() (load [3]float64) {
	fields := words("/proc/loadavg")
	for i := range min(3, len(fields)) {
		load[i], _ = strconv.ParseFloat(fields[i], 64)
	}
	return load
}

// priority: the system call counts from 40 down to 1, to keep clear of -1.
func priority(pid int) (int, error) {
	n, err := unix.Getpriority(unix.PRIO_PROCESS, pid)
	return 20 - n, err
}

// cpus joins the times of /proc/stat with the names of /proc/cpuinfo.
func cpus() []cpu {
	var list []cpu
	data, _ := os.ReadFile("/proc/stat")
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 7 || fields[0] == "cpu" || !strings.HasPrefix(fields[0], "cpu") {
			continue
		}
		ms := func(i int) int64 { // a tick is a hundredth of a second for every program
			n, _ := strconv.ParseInt(fields[i], 10, 64)
			return n * 10
		}
		list = append(list, cpu{model: "unknown", user: ms(1), nice: ms(2), sys: ms(3), idle: ms(4), irqs: ms(6)})
	}
	nameCPUs(list)
	return list
}

func nameCPUs(list []cpu) {
	data, _ := os.ReadFile("/proc/cpuinfo")
	at := -1
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		key, value, _ := strings.Cut(lines.Text(), ":")
		value = strings.TrimSpace(value)
		switch key = strings.TrimSpace(key); {
		case key == "processor":
			at++
		case at < 0 || at >= len(list):
		case key == "model name":
			list[at].model = value
		case key == "cpu MHz":
			mhz, _ := strconv.ParseFloat(value, 64)
			list[at].speed = int64(mhz)
		}
	}
}
