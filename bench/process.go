//go:build linux

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// server is a running server of a peer.
type server struct {
	peer    *peer
	address string
	cmd     *exec.Cmd
	stderr  tail
	// profiled servers write what is on the heap when SIGUSR1 asks.
	profiled bool
}

// tail keeps the end of what a program prints. Any goroutine may use it.
type tail struct {
	mu sync.Mutex
	b  []byte
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, p...)
	t.b = t.b[max(0, len(t.b)-2000):]
	return len(p), nil
}

// manyFiles is a shell line that raises the limit of open files to what is
// allowed and runs the rest of its arguments.
const manyFiles = `ulimit -n "$(ulimit -Hn)"; exec "$@"`

// start runs a command that serves and prints "port N" when it does.
func start(p *peer, argv []string) (*server, error) {
	s := &server{peer: p, cmd: exec.Command("sh", append([]string{"-c", manyFiles, "sh"}, argv...)...)}
	s.cmd.Stderr = &s.stderr
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := make(chan string, 1)
	go func() {
		in := bufio.NewReader(out)
		line, _ := in.ReadString('\n')
		lines <- line
		_, _ = io.Copy(io.Discard, in)
	}()
	select {
	case line := <-lines:
		port, ok := strings.CutPrefix(strings.TrimSpace(line), "port ")
		if !ok {
			s.stop()
			return nil, fmt.Errorf("%s does not serve: %q, %s", p.name, line, s.stderr.String())
		}
		s.address = "127.0.0.1:" + port
		return s, nil
	case <-time.After(30 * time.Second):
		s.stop()
		return nil, fmt.Errorf("%s has not said its port", p.name)
	}
}

// stop kills the server and its children.
func (s *server) stop() {
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	_ = s.cmd.Wait() // it was killed
}

// pids are the server's process and its children.
func (s *server) pids() []int {
	pids := []int{s.cmd.Process.Pid}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		fields, pid, err := readStat(path)
		if err == nil && len(fields) > 1 && fields[1] == strconv.Itoa(s.cmd.Process.Pid) {
			pids = append(pids, pid)
		}
	}
	return pids
}

// readStat returns the fields of /proc/PID/stat after the name: [0] is the
// state, [1] the parent.
func readStat(path string) (fields []string, pid int, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, err
	}
	head, rest, ok := strings.Cut(string(text), "(")
	end := strings.LastIndex(rest, ")")
	if !ok || end < 0 {
		return nil, 0, fmt.Errorf("%s cannot be read", path)
	}
	pid, err = strconv.Atoi(strings.TrimSpace(head))
	return strings.Fields(rest[end+1:]), pid, err
}

// cpu is the time that the server's processes have used.
func (s *server) cpu() (time.Duration, error) {
	var total time.Duration
	for _, pid := range s.pids() {
		used, err := cpuClock(pid)
		if err != nil {
			return 0, err
		}
		total += used
	}
	return total, nil
}

// cpuClock is the processor time of all threads of a process, in nanoseconds
// (clock_getcpuclockid(3)). /proc/PID/stat has the same account in ticks of
// 10 ms, of which a short turn takes but a few.
func cpuClock(pid int) (time.Duration, error) {
	const sched = 2 // CPUCLOCK_SCHED, of a whole process
	var now syscall.Timespec
	if _, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, uintptr(^pid<<3|sched), uintptr(unsafe.Pointer(&now)), 0); errno != 0 {
		return 0, fmt.Errorf("processor time of %d: %w", pid, errno)
	}
	return time.Duration(now.Nano()), nil
}

// memory is the resident memory of the server's processes in bytes.
func (s *server) memory() (int64, error) {
	var total int64
	for _, pid := range s.pids() {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
		if err != nil {
			return 0, err
		}
		pages, err := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
		if err != nil {
			return 0, err
		}
		total += pages * int64(os.Getpagesize())
	}
	return total, nil
}

// files counts the open file descriptors of the server's processes.
func (s *server) files() (int, error) {
	n := 0
	for _, pid := range s.pids() {
		entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
		if err != nil {
			return 0, err
		}
		n += len(entries)
	}
	return n, nil
}
