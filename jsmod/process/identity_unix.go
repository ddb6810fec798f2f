//go:build unix

package process

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// umask sets a mask unless it is negative, and returns the one before. Linux
// tells the mask without changing it; elsewhere there is a moment in which
// another thread would create files with none.
func umask(mask int) int {
	if mask >= 0 {
		return syscall.Umask(mask)
	}
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			if value, ok := strings.CutPrefix(line, "Umask:"); ok {
				if n, err := strconv.ParseInt(strings.TrimSpace(value), 8, 32); err == nil {
					return int(n)
				}
			}
		}
	}
	old := syscall.Umask(0o022)
	syscall.Umask(old)
	return old
}

// setTitle names the process; Linux keeps 15 bytes. Elsewhere Go has no way.
func setTitle(title string) {
	if runtime.GOOS == "linux" {
		_ = os.WriteFile("/proc/self/comm", []byte(title), 0)
	}
}

func setID(which string, id int) error {
	switch which {
	case "uid":
		return syscall.Setuid(id)
	case "gid":
		return syscall.Setgid(id)
	case "euid":
		return syscall.Setreuid(-1, id)
	}
	return syscall.Setregid(-1, id)
}

func setGroups(list []int) error { return syscall.Setgroups(list) }
