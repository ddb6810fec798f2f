//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// startOnce runs a command once and prints its time and its largest resident
// memory, as bytes. The kernel counts the memory of whoever starts a process as
// the process's own at first, so a small program has to do it.
func startOnce(argv []string) error {
	cmd := exec.Command(argv[0], argv[1:]...)
	begin := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	r := result{Count: 1, Seconds: time.Since(begin).Seconds()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.Bytes = usage.Maxrss * 1024
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}
